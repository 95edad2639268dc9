// Whether anybody has taken an entry out of the audit, altered one or put it elsewhere: here, or where it came from.
#include <map>
#include <set>

#include "sync-server/core/device_audit.h"
#include "sync-server/core/signers.h"

namespace nuong {
namespace {

constexpr std::size_t entries_read_at_once = 500;

std::string name_of(DeviceId device, std::uint64_t n) {
    return "audit of device " + to_string(device) + ", entry " + std::to_string(n);
}

class Check {
public:
    explicit Check(StoreReader& store) : store_(store), is_relay_(store.upstream().has_value()) {}

    AuditCheck run() {
        check_own();
        std::uint64_t after = 0;
        for (auto rows = store_.device_audits(after, entries_read_at_once); !rows.empty();
             rows = store_.device_audits(after, entries_read_at_once))
            for (const DeviceAuditRow& row : rows) {
                after = row.arrival;
                ++result_.of_devices;
                check_of_device(row);
                followed_.insert(row.previous);
                if (!noted_.contains(row.link)) unnoted_.emplace(row.link, std::pair(row.device, row.n));
            }
        for (const auto& [link, name] : unnoted_)
            if (!followed_.contains(link))
                of_device(name.first, name.second + 1,
                          "is missing, or the one before was put there: the server's own audit names neither");
        check_ends();
        for (auto& [place, text] : of_devices_) result_.problems.push_back(std::move(text));
        return std::move(result_);
    }

private:
    void check_own() {
        Hash link{};
        std::uint64_t n = 0;
        for (auto rows = store_.audit(n, entries_read_at_once); !rows.empty();
             rows = store_.audit(n, entries_read_at_once))
            for (const AuditRow& row : rows) {
                ++result_.entries;
                // The link is over the one before: what follows a missing entry does not fit, and is not altered.
                if (row.n != n + 1) problem("audit, entry " + std::to_string(n + 1) + ": is missing");
                else if (audit_link(link, row) != row.link)
                    problem("audit, entry " + std::to_string(row.n) + ": is not what was written there");
                n = row.n;
                link = row.link;
                if (row.what == "device_audit") check_noted(row);
                if (row.what == "device_audit_refused") check_refused(row);
            }
        result_.head = link;
        const auto head = store_.audit_head();
        if (head ? head->n > n : n > 0)
            problem("audit, entry " + std::to_string(n + 1) + ": is missing, and all after it");
        else if (head && (head->n != n || head->link != link))
            problem("audit, entry " + std::to_string(n) + ": is not the last that was written");
    }

    void check_noted(const AuditRow& row) {
        const std::string_view detail = row.detail;
        const auto link = hash_from_hex(detail.substr(detail.rfind(' ') + 1));
        const auto noted = link ? store_.device_audit(*link) : std::nullopt;
        if (noted) {
            noted_.insert(*link);
            ends_.insert_or_assign(noted->device, std::pair(*noted, row.at));
            return;
        }
        const std::string whose(detail.substr(0, std::min(detail.find(' '), detail.size())));
        const std::string_view rest = detail.substr(std::min(whose.size() + 1, detail.size()));
        problem("audit of device " + whose + ", entry " + std::string(rest.substr(0, rest.find(' '))) +
                ": is missing or was altered (it came by the server's own entry " + std::to_string(row.n) + ")");
    }

    // Altered before it came: on the device, by a relay, or by whoever has the token of the device. What was refused
    // because the key of its device was not known yet has come since.
    void check_refused(const AuditRow& row) {
        const std::string_view detail = row.detail;
        const std::size_t end = detail.rfind(' ');
        const auto link = hash_from_hex(detail.substr(end + 1));
        if (link && store_.device_audit(*link)) return;
        problem("audit of device " + std::string(detail.substr(0, end)) +
                ": was altered there or on the way, and not taken (the server's own entry " + std::to_string(row.n) +
                ")");
    }

    // A signature covers all before it. Of a device that signs no run is taken without one, so whoever has altered an
    // audit and taken its signatures away has left an end that the device has not signed.
    void check_ends() {
        for (const auto& [device, end] : ends_) {
            const auto& [row, at] = end;
            if (row.signature || is_relay_) continue;
            if (const auto since = store_.signs_since(device); since && at > *since)
                of_device(device, row.n, "the device signs what it sends, and has not signed this");
        }
    }

    void check_of_device(const DeviceAuditRow& row) {
        const auto sent = protocol::decode_audit_entry(row.body);
        if (!sent || sent->entry.n != row.n || next_link(row.previous, sha256(row.body)) != row.link)
            return of_device(row.device, row.n, "is not what was written there");
        if (row.signature && !is_signed_as_it_stands(row))
            return of_device(row.device, row.n, "the device has not signed what stands here");
        if (row.n == 1 ? row.previous == Hash{} : is_relay_) return;  // a relay may be met at any time
        const auto before = store_.device_audit(row.previous);
        if (!before || before->n + 1 != row.n) of_device(row.device, row.n - 1, "is missing");
    }

    // A relay keeps signatures of keys that it does not know yet.
    bool is_signed_as_it_stands(const DeviceAuditRow& row) {
        if (is_relay_ && keys_that_count(store_, row.device).empty()) return true;
        return audit_signer_of(store_, {row.device, row.n, row.link}, *row.signature).has_value();
    }

    void problem(std::string text) { result_.problems.push_back(std::move(text)); }
    void of_device(DeviceId device, std::uint64_t n, const std::string& what) {
        of_devices_.emplace(std::pair(device, n), name_of(device, n) + ": " + what);
    }

    StoreReader& store_;
    bool is_relay_;
    std::set<Hash> noted_, followed_;  // links in the server's own audit; those that another entry goes on from
    std::map<DeviceId, std::pair<DeviceAuditRow, Instant>> ends_;  // as the server's own audit names the last
    std::map<Hash, std::pair<DeviceId, std::uint64_t>> unnoted_;
    std::map<std::pair<DeviceId, std::uint64_t>, std::string> of_devices_;  // the first of each device comes first
    AuditCheck result_;
};

}  // namespace

AuditCheck check_audit(StoreReader& store) { return Check(store).run(); }

}  // namespace nuong
