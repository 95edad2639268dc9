// doctor: looks at the folder, the store and the door of a server, and says what to do. Changes nothing.
#include <netdb.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "shared/base/time_zone.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/diagnosis.h"
#include "sync-server/admin/listen_address.h"
#include "sync-server/admin/print.h"
#include "sync-server/admin/set_aside.h"
#include "sync-server/core/device_count.h"
#include "sync-server/core/report_issues.h"
#include "sync-server/core/retention.h"

namespace nuong::admin {
namespace {

namespace fs = std::filesystem;

std::uint64_t bytes_in(const std::string& path) {
    std::error_code failed;
    const auto bytes = fs::file_size(path, failed);
    return failed ? 0 : bytes;
}

void look_at_folder(const DataFolder& folder, Symptoms& seen) {
    seen.folder = folder.path();
    seen.key_path = folder.key_path();
    seen.has_folder = folder.database() ? fs::exists(seen.folder) : folder.exists();
    seen.has_moved = folder.has_moved();
    struct stat of_folder {
    }, of_key{};
    if (::stat(seen.folder.c_str(), &of_folder) == 0) {
        seen.folder_mode = of_folder.st_mode & 0777u;
        seen.is_owner = ::geteuid() == of_folder.st_uid || ::geteuid() == 0;
    }
    seen.is_key_sealed = fs::exists("/etc/credstore.encrypted/nuong-key");
    seen.has_key = ::stat(seen.key_path.c_str(), &of_key) == 0;
    seen.key_mode = of_key.st_mode & 0777u;
    seen.is_in_database = folder.database().has_value();
    seen.key_lies_with_store = !seen.is_in_database && seen.key_path == seen.folder + "/key";
    seen.store_bytes = bytes_in(seen.folder + "/server.db");
    seen.log_bytes = bytes_in(seen.folder + "/server.db-wal");
    std::error_code failed;
    const auto room = fs::space(seen.folder, failed);
    seen.free_bytes = failed ? 0 : room.available;
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0) seen.open_files_max = files.rlim_cur;
}

std::optional<Date> last_written(const std::string& path) {
    struct stat file {};
    if (::stat(path.c_str(), &file) != 0) return std::nullopt;
    return date_of(Instant(std::chrono::seconds(file.st_mtime)), viet_nam_offset);
}

// And half a store that was on its way here.
void look_at_set_aside(const DataFolder& folder, Symptoms& seen) {
    seen.set_aside = set_aside_in(folder.path());
    if (const auto date = last_written(folder.path() + "/moving.db")) seen.set_aside.emplace_back("moving.db", *date);
}

void look_at_backup_room(const std::string& last, Symptoms& seen) {
    const fs::path folder = fs::path(last).parent_path();
    std::error_code failed;
    const auto room = fs::space(folder, failed);
    if (last.empty() || failed) return;
    seen.backup_room = BackupRoom{folder.string(), room.available, room.capacity, bytes_in(last)};
}

void look_at_audit(StoreReader& reader, Symptoms& seen) {
    constexpr std::size_t page = 1000;
    std::uint64_t after = 0;
    std::string last_backup;
    for (;;) {
        const auto rows = reader.audit(after, page);
        for (const AuditRow& row : rows) {
            seen.newest_entry = std::max(seen.newest_entry.value_or(row.at), row.at);
            after = row.n;
            if (row.what != "backup") continue;
            seen.last_backup = row.at;
            last_backup = row.detail;
        }
        if (rows.size() < page) break;
    }
    look_at_backup_room(last_backup, seen);
}

void look_at_contents(StoreReader& reader, Instant now, Symptoms& seen) {
    constexpr std::size_t refused_counted = 1000;
    for (const DocumentRow& document : reader.documents_in_force()) {
        seen.forms += document.kind == "form";
        seen.roles += document.kind == "roles";
        seen.areas += document.kind == "areas";
    }
    for (const UserRow& user : reader.users()) seen.users += !user.disabled;
    const DeviceCount devices = count_devices(reader, now);
    seen.devices = devices.active;
    seen.quiet_devices = devices.quiet;
    seen.refused = reader.refused_changes(0, refused_counted).size();
    seen.has_records = reader.record_count() > 0;
    IssueCheck issues = check_issues(reader);
    seen.reports = issues.issues;
    seen.damaged_reports = std::move(issues.damaged);
    look_at_audit(reader, seen);
    if (const auto jump = clock_jump(reader, now)) seen.clock_jump = told_of(*jump);
    if (const auto parent = reader.upstream()) seen.parent_time = parent->time(now);
}

void look_at_durability(Sql& sql, Symptoms& seen) {
    Query lax = sql.prepare(
        "select name || ' = ' || setting from pg_settings where setting = 'off' and"
        " name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name");
    while (lax.step()) seen.lax_settings.emplace_back(lax.text(0));
    Query standby = sql.prepare("select setting <> '' from pg_settings where name = 'synchronous_standby_names'");
    if (standby.step()) seen.has_standby = standby.integer(0) != 0;
}

void look_at_store(DataFolder& folder, Instant now, bool is_quick, Symptoms& seen) {
    try {
        seen.is_older = folder.exists() && folder.is_older();
        if (seen.is_older) return;
        auto store = folder.open();
        if (!store) {
            seen.store_error = store.error();
            return;
        }
        if (!is_quick) seen.is_sound = (*store)->is_sound();
        if (seen.is_in_database) look_at_durability((*store)->sql(), seen);
        look_at_contents(*(*store)->read(), now, seen);
    } catch (const DatabaseError& error) {
        seen.store_error = error.error();
    }
}

// Whether anybody takes a connection there.
bool is_open(const HttpListen& door) {
    addrinfo wanted{}, *found = nullptr;
    wanted.ai_socktype = SOCK_STREAM;
    const std::string host = door.host == "0.0.0.0" ? "127.0.0.1" : door.host == "::" ? "::1" : door.host;
    if (::getaddrinfo(host.c_str(), std::to_string(door.port).c_str(), &wanted, &found) != 0) return false;
    bool is_answering = false;
    for (const addrinfo* each = found; each && !is_answering; each = each->ai_next) {
        const int line = ::socket(each->ai_family, each->ai_socktype | SOCK_CLOEXEC, each->ai_protocol);
        if (line < 0) continue;
        const timeval patience{3, 0};
        ::setsockopt(line, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        is_answering = ::connect(line, each->ai_addr, each->ai_addrlen) == 0;
        ::close(line);
    }
    ::freeaddrinfo(found);
    return is_answering;
}

void print(Context& context, const std::vector<Finding>& findings, bool ok) {
    if (context.line.json) {
        OrderedJson list = OrderedJson::array();
        for (const Finding& each : findings)
            list.push_back({{"id", each.id},
                            {"level", name_of(each.level)},
                            {"message", each.what.in(context.language())},
                            {"to_do", each.to_do.in(context.language())}});
        return print_json(context.out, {{"ok", ok}, {"findings", std::move(list)}});
    }
    const auto mark = [](Level level) { return level == Level::fine ? "✓ " : level == Level::advice ? "! " : "✗ "; };
    for (const Finding& each : findings) {
        print_lines(context.out, mark(each.level) + each.what.in(context.language()));
        if (each.level != Level::fine) print_lines(context.out, "    → " + each.to_do.in(context.language()));
    }
}

}  // namespace

Result<int> doctor(Context& context) {
    const CommandLine& line = context.line;
    const auto door = listen_of(line);
    if (!door) return door.error();
    Symptoms seen;
    look_at_folder(context.folder, seen);
    look_at_set_aside(context.folder, seen);
    const Instant now = context.clock.now();
    if (seen.has_folder) look_at_store(context.folder, now, line.has("quick"), seen);
    if (door->tls) seen.certificate = look_at_certificate(*door->tls);
    seen.door = door->host + ":" + std::to_string(door->port);
    seen.is_answering = is_open(*door);
    const auto findings = diagnose(seen, now);
    const bool ok = std::none_of(findings.begin(), findings.end(),
                                 [](const Finding& finding) { return finding.level == Level::fault; });
    print(context, findings, ok);
    context.say(ok ? Message{"Không thấy lỗi nào.", "No fault was found."}
                   : Message{"Có lỗi cần sửa, theo thứ tự ở trên.", "There are faults to mend, in the order above."});
    return ok ? 0 : 1;
}

}  // namespace nuong::admin
