#include "sync-server/admin/metrics.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "sync-server/core/audit_from_end.h"
#include "sync-server/core/device_count.h"
#include "sync-server/core/device_users.h"

namespace nuong::admin {
namespace {

template <class Value>
void tell(std::string& text, const char* type, const std::string& name, const std::string& help, Value value) {
    text += "# HELP nuong_" + name + " " + help + "\n# TYPE nuong_" + name + " " + type + "\nnuong_" + name + " " +
            std::to_string(value) + "\n";
}

std::string plain(double number) {
    std::array<char, 32> digits;
    std::snprintf(digits.data(), digits.size(), "%g", number);
    return digits.data();
}

std::string label(const AreaCode& area) {
    std::string text = "{area=\"";
    for (const char letter : area) {
        if (letter == '"' || letter == '\\') text += '\\';
        text += letter == '\n' ? ' ' : letter;
    }
    return text + "\"}";
}

template <class Value>
void tell_areas(std::string& text, const std::map<AreaCode, AreaGauges>& areas, const char* name, const char* help,
                const Value& value) {
    const std::string whole = std::string("nuong_") + name;
    text += "# HELP " + whole + " " + help + "\n# TYPE " + whole + " gauge\n";
    for (const auto& [area, gauges] : areas) text += whole + label(area) + " " + std::to_string(value(gauges)) + "\n";
}

std::map<AreaCode, AreaGauges> areas_of(StoreReader& reader, Instant now) {
    std::map<UserId, std::vector<AreaCode>> given;
    for (const UserRow& user : reader.users())
        if (!user.disabled) given[user.name] = user.areas;
    DeviceUsers enrolled = users_of_devices(reader);
    std::map<AreaCode, AreaGauges> areas;
    for (const DeviceRow& device : reader.devices()) {
        if (device.standing != DeviceStanding::active) continue;
        std::set<AreaCode> theirs;
        for (const EnrolmentRow& enrolment : enrolled[device.id])
            theirs.insert(given[enrolment.user].begin(), given[enrolment.user].end());
        const auto silence = std::chrono::floor<std::chrono::seconds>(now - std::max(device.seen, device.enrolled));
        for (const AreaCode& area : theirs) {
            AreaGauges& gauges = areas[area];
            gauges.silence = gauges.devices == 0 ? silence : std::min(gauges.silence, silence);
            gauges.longest_silence = std::max(gauges.longest_silence, silence);
            ++gauges.devices;
            if (device.waits) gauges.waiting += device.waits->saves;
        }
    }
    return areas;
}

}  // namespace

void Histogram::note(std::chrono::duration<double> took) {
    for (std::size_t i = 0; i < limits.size(); ++i)
        if (took.count() <= limits[i]) ++within_[i];
    ++count_;
    microseconds_ += static_cast<std::uint64_t>(took.count() * 1e6);
}

void Histogram::tell(std::string& text, const std::string& name, const std::string& help) const {
    const std::string whole = "nuong_" + name;
    text += "# HELP " + whole + " " + help + "\n# TYPE " + whole + " histogram\n";
    for (std::size_t i = 0; i < limits.size(); ++i)
        text += whole + "_bucket{le=\"" + plain(limits[i]) + "\"} " + std::to_string(within_[i]) + "\n";
    text += whole + "_bucket{le=\"+Inf\"} " + std::to_string(count_) + "\n";
    text += whole + "_sum " + plain(static_cast<double>(microseconds_) / 1e6) + "\n";
    text += whole + "_count " + std::to_string(count_) + "\n";
}

std::optional<Instant> NewestBackup::look(StoreReader& reader) {
    const auto head = reader.audit_head();
    const std::uint64_t newest = head ? head->n : 0;
    if (newest == seen_) return at_;
    if (newest < seen_) *this = {};  // the store was put back to an earlier day
    audit_from_end(reader, [&](const AuditRow& row) {
        if (row.n <= seen_) return false;
        if (row.what == "backup") at_ = row.at;
        return row.what != "backup";
    });
    seen_ = newest;
    return at_;
}

StoreGauges gauges_of(StoreReader& reader, NewestBackup& backup, Instant now) {
    StoreGauges gauges;
    for (const DigestRow& row : reader.digests("")) gauges.records += row.digest.records;
    for (const auto& [device, refused] : reader.refused_counts()) gauges.quarantined += refused;
    const DeviceCount devices = count_devices(reader, now);
    gauges.devices = devices.active;
    gauges.quiet_devices = devices.quiet;
    gauges.position = reader.facts().position;
    gauges.bytes = reader.bytes();
    gauges.areas = areas_of(reader, now);
    if (const auto at = backup.look(reader)) gauges.backup_age = std::chrono::floor<std::chrono::seconds>(now - *at);
    return gauges;
}

std::string metrics_text(const Counters& counters, const ServerGauges& server,
                         const std::optional<StoreGauges>& store) {
    std::string text;
    const auto counter = [&](const char* name, const char* help, std::uint64_t value) {
        tell(text, "counter", name, help, value);
    };
    const auto gauge = [&](const char* name, const char* help, auto value) { tell(text, "gauge", name, help, value); };
    counter("requests_total", "HTTP requests", counters.requests);
    counter("request_bytes_total", "bodies received", counters.request_bytes);
    counter("answer_bytes_total", "bodies sent", counters.answer_bytes);
    counter("sync_nothing_new_total", "syncs answered from memory", counters.nothing_new);
    counter("comparisons_total", "bucket comparisons: devices that found other records than the server has",
            counters.comparisons);
    counter("sync_total", "syncs that read or wrote the store", counters.syncs);
    counters.sync_seconds.tell(text, "sync_seconds", "from the whole request of a sync to its answer");
    counter("changes_accepted_total", "changes merged or known already", counters.changes_accepted);
    counter("changes_refused_total", "changes put in quarantine", counters.changes_refused);
    counter("blob_bytes_total", "bytes of attachments taken in", counters.blob_bytes_taken);
    counter("turned_away_total", "requests told to come back later", counters.turned_away + server.requests_refused);
    counter("connections_dropped_total", "connections of a network that held its share of them already",
            server.connections_dropped);
    counter("failed_total", "requests that failed inside the server", counters.failed);
    counter("commits_total", "commits of the writer", server.commits);
    gauge("writer_queue", "jobs that wait for the writer", server.writer_queue);
    gauge("reader_queue", "jobs that wait for a reader", server.reader_queue);
    gauge("connections", "connections that are open", server.connections);
    if (server.certificate_left)
        gauge("certificate_seconds", "until the certificate ends", server.certificate_left->count());
    gauge("store_up", "1: the store answers", store.has_value());
    if (!store) return text;
    gauge("records", "records in the store", store->records);
    gauge("feed_position", "position of the newest record", store->position);
    gauge("quarantine", "changes that wait for a supervisor", store->quarantined);
    gauge("devices", "devices that may work", store->devices);
    gauge("devices_quiet", "those not heard of for seven days", store->quiet_devices);
    gauge("store_bytes", "what the store takes of its disk", store->bytes);
    if (store->backup_age) gauge("backup_age_seconds", "since the last backup", store->backup_age->count());
    tell_areas(text, store->areas, "area_devices", "devices of those who were given the area",
               [](const AreaGauges& area) { return area.devices; });
    tell_areas(text, store->areas, "area_quiet_seconds", "since any of those devices was heard of",
               [](const AreaGauges& area) { return area.silence.count(); });
    tell_areas(text, store->areas, "area_silence_seconds", "since the quietest of them was heard of",
               [](const AreaGauges& area) { return area.longest_silence.count(); });
    tell_areas(text, store->areas, "area_waiting", "changes that they have said are still on them",
               [](const AreaGauges& area) { return area.waiting; });
    return text;
}

}  // namespace nuong::admin
