#include "client/store/device_store.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"

namespace nuong::client {
namespace {

constexpr std::string_view select_device =
    "select device, name, server, ca_file, token, user, role, areas, epoch, clock_offset_ms, acked, last_sync, "
    "log_start, next_device, forms, own, write, top, lease_days, wrong_pins_max, newest, erasures, "
    "review, server_commits, server_life, shut_out, said_lease_days, said_wrong_pins_max from device";
constexpr std::string_view upsert_device =
    "insert or replace into device(id, device, name, server, ca_file, token, user, role, areas, epoch, "
    "clock_offset_ms, "
    "acked, last_sync, log_start, next_device, forms, own, write, top, lease_days, wrong_pins_max, newest, "
    "erasures, review, server_commits, server_life, shut_out, said_lease_days, said_wrong_pins_max) "
    "values(0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

std::vector<std::string> names_from(std::string_view text) {
    std::vector<std::string> names;
    if (const auto json = parse_json(text, "device"); json && json->is_array())
        for (const Json& name : *json)
            if (name.is_string()) names.push_back(name.get<std::string>());
    return names;
}

std::string text_of(const std::optional<std::vector<FormId>>& forms) {
    return forms ? dump_json(Json(*forms)) : std::string();
}

bool has_or_unsaid(const std::optional<std::vector<FormId>>& forms, const FormId& form) {
    return !forms || std::find(forms->begin(), forms->end(), form) != forms->end();
}

}  // namespace

bool DeviceInfo::may_read(const FormId& form) const { return has_or_unsaid(forms, form); }
bool DeviceInfo::may_write(const FormId& form) const { return has_or_unsaid(write, form); }

bool DeviceInfo::may_review(const FormId& form) const {
    return std::find(review.begin(), review.end(), form) != review.end();
}

bool DeviceInfo::is_lease_over(Instant now) const {
    if (lease_days == 0 || !last_sync) return false;
    return std::max(now, newest.value_or(now)) - *last_sync >= std::chrono::days(lease_days);
}

bool DeviceInfo::shows_no_records(Instant now) const { return !shut_out.empty() || is_lease_over(now); }

protocol::Grants DeviceInfo::grants() const {
    return {user, role, areas, forms, own, write, review, said_lease_days, said_wrong_pins_max};
}

void DeviceInfo::take(const protocol::Grants& grants, Word word) {
    user = grants.user;
    role = grants.role;
    areas = grants.areas;
    forms = grants.forms;
    own = grants.own;
    write = grants.write;
    review = grants.review;
    said_lease_days = grants.lease_days;
    said_wrong_pins_max = grants.wrong_pins_max;
    if (word == Word::of_anybody) return;
    lease_days = said_lease_days;
    wrong_pins_max = said_wrong_pins_max;
}

std::optional<DeviceInfo> DeviceStore::load() {
    Statement row = db_.prepare(select_device);
    if (!row.step()) return std::nullopt;
    DeviceInfo info;
    info.device = parse_device_id(row.text(0)).value_or(DeviceId());
    info.name = row.text(1);
    info.server = row.text(2);
    info.ca_file = row.text(3);
    info.token = row.text(4);
    info.user = row.text(5);
    info.role = row.text(6);
    info.areas = names_from(row.text(7));
    info.epoch = row.text(8);
    info.clock_offset = std::chrono::milliseconds(row.integer(9));
    info.log_start = static_cast<std::uint64_t>(row.integer(12));
    info.acked = static_cast<std::uint64_t>(row.integer(10)) - info.log_start;
    info.next_device = parse_device_id(row.text(13));
    if (!row.is_null(14)) info.forms = names_from(row.text(14));
    info.own = names_from(row.text(15));
    if (!row.is_null(16)) info.write = names_from(row.text(16));
    if (!row.is_null(17)) info.top = static_cast<std::uint64_t>(row.integer(17));
    if (!row.is_null(11)) info.last_sync = Instant(std::chrono::milliseconds(row.integer(11)));
    info.lease_days = static_cast<std::uint32_t>(row.integer(18));
    info.wrong_pins_max = static_cast<std::uint32_t>(row.integer(19));
    info.erasures = static_cast<std::uint64_t>(row.integer(21));
    info.review = names_from(row.text(22));
    info.shut_out = row.text(25);
    info.said_lease_days = static_cast<std::uint32_t>(row.integer(26));
    info.said_wrong_pins_max = static_cast<std::uint32_t>(row.integer(27));
    if (const std::int64_t commits = row.integer(23); commits > 0)
        info.milestone = {static_cast<std::uint64_t>(commits), std::string(row.text(24))};
    if (!row.is_null(20)) info.newest = Instant(std::chrono::milliseconds(row.integer(20)));
    return info;
}

void DeviceStore::note_shut_out(const std::string& word) {
    db_.prepare("update device set shut_out = ?").bind(1, word).run();
}

void DeviceStore::note_time(Instant now) {
    constexpr std::chrono::hours often_enough{1};
    auto info = load();
    if (!info || (info->newest && now < *info->newest + often_enough)) return;
    db_.prepare("update device set newest = ?").bind(1, now.time_since_epoch().count()).run();
}

bool DeviceStore::note_milestone(const protocol::Milestone& milestone) {
    auto info = load();
    if (!info || !info->milestone) return true;
    if (!milestone.follows(*info->milestone)) return false;
    info->milestone = milestone;
    save(*info);
    return true;
}

void DeviceStore::save(const DeviceInfo& info) {
    const std::string device = to_string(info.device), areas = dump_json(Json(info.areas));
    Statement row = db_.prepare(upsert_device);
    row.bind(1, device).bind(2, info.name).bind(3, info.server).bind(4, info.ca_file).bind(5, info.token);
    row.bind(6, info.user).bind(7, info.role).bind(8, areas).bind(9, info.epoch).bind(10, info.clock_offset.count());
    row.bind(11, static_cast<std::int64_t>(info.acked + info.log_start));
    row.bind(13, static_cast<std::int64_t>(info.log_start));
    const std::string own = dump_json(Json(info.own)), review = dump_json(Json(info.review));
    row.bind(16, own).bind(23, review);
    const std::string forms = text_of(info.forms), write = text_of(info.write);
    if (info.forms) row.bind(15, forms);
    else row.bind_null(15);
    if (info.write) row.bind(17, write);
    else row.bind_null(17);
    row.bind(14, info.next_device ? to_string(*info.next_device) : std::string());
    if (info.top) row.bind(18, static_cast<std::int64_t>(*info.top));
    else row.bind_null(18);
    row.bind(22, static_cast<std::int64_t>(info.erasures));
    const protocol::Milestone milestone = info.milestone.value_or(protocol::Milestone());
    row.bind(24, static_cast<std::int64_t>(milestone.commits)).bind(25, milestone.life);
    row.bind(26, info.shut_out);
    row.bind(27, std::int64_t{info.said_lease_days}).bind(28, std::int64_t{info.said_wrong_pins_max});
    row.bind(19, std::int64_t{info.lease_days}).bind(20, std::int64_t{info.wrong_pins_max});
    if (info.newest) row.bind(21, info.newest->time_since_epoch().count());
    else row.bind_null(21);
    if (info.last_sync) row.bind(12, info.last_sync->time_since_epoch().count());
    else row.bind_null(12);
    row.run();
}

void DeviceStore::keep_former(const FormerIdentity& identity) {
    const std::string device = to_string(identity.device);
    Statement row = db_.prepare("insert into former(device, token, seed) values(?, ?, ?)");
    row.bind(1, device).bind(2, identity.token);
    if (identity.seed) row.bind(3, Blob(identity.seed->bytes()));
    else row.bind_null(3);
    row.run();
}

std::vector<FormerIdentity> DeviceStore::formers() {
    Statement rows = db_.prepare("select device, token, seed from former order by n");
    std::vector<FormerIdentity> formers;
    while (rows.step()) {
        FormerIdentity& former = formers.emplace_back();
        former.device = parse_device_id(rows.text(0)).value_or(DeviceId());
        former.token = rows.text(1);
        const Blob seed = rows.blob(2);
        if (rows.is_null(2) || seed.size() != sizeof(KeyBytes)) continue;
        KeyBytes bytes;
        std::copy(seed.begin(), seed.end(), bytes.begin());
        former.seed = bytes;
        forget(bytes);
    }
    return formers;
}

}  // namespace nuong::client
