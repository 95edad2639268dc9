#include "sync-server/core/verify.h"

#include <map>

#include "shared/protocol/codec.h"
#include "sync-server/core/device_audit.h"
#include "sync-server/core/push_changes.h"
#include "sync-server/core/recompute.h"
#include "sync-server/core/report_issues.h"
#include "sync-server/core/signers.h"

namespace nuong {
namespace {

constexpr std::size_t chunk = 500;

class Verifier {
public:
    explicit Verifier(StoreReader& reader) : reader_(reader) {}

    Verification run() {
        check_records();
        check_digests();
        check_changes();
        for (const DeviceRow& device : reader_.devices()) {
            check_chain(device);
            check_signatures(device);
        }
        check_blobs();
        for (std::string& found : check_audit(reader_).problems) problem(std::move(found));
        IssueCheck issues = check_issues(reader_);
        result_.reports = issues.issues;
        result_.damaged_reports = std::move(issues.damaged);
        return std::move(result_);
    }

private:
    void problem(std::string text) {
        if (result_.problems.size() < Verification::problems_max) result_.problems.push_back(std::move(text));
    }

    void check_records() {
        const std::uint64_t newest = reader_.facts().position;
        std::optional<RecordId> after;
        for (;;) {
            const auto rows = reader_.records("", after, chunk);
            if (rows.empty()) return;
            after = rows.back().id;
            for (const RecordRow& row : rows) {
                ++result_.records;
                digests_[{row.area, row.form}].add(state_mark(row.id, row.state));
                if (row.position == 0 || row.position > newest)
                    problem("record " + to_string(row.id) + ": its position lies outside the feed");
                check_state(row);
            }
        }
    }

    void check_digests() {
        for (const DigestRow& row : reader_.digests("")) {
            Digest& counted = digests_[{row.area, row.form}];
            if (!(counted == row.digest))
                problem("area " + row.area + ", form " + row.form + ": its digest is not that of its records");
            digests_.erase({row.area, row.form});
        }
        for (const auto& [place, digest] : digests_)
            problem("area " + place.first + ", form " + place.second + ": has no digest");
    }

    void check_state(const RecordRow& row) {
        if (row.area.empty() && reader_.upstream()) return;  // has left the relay: what it was is not its business
        const auto history = recomputed(reader_, row.id);
        if (!history) return problem(history.error().message.en);
        if (!*history) return;  // erased by law: the state cannot be recomputed
        const RecordState& state = **history;
        const std::string id = to_string(row.id);
        if (protocol::encode(state) != row.state)
            return problem("record " + id + ": its state is not what its changes give");
        if (state.form != row.form) problem("record " + id + ": is filed under another form");
        if (area_of(state) != row.area) problem("record " + id + ": is filed under another area");
    }

    // Bodies against hashes.
    void check_changes() {
        std::uint64_t after = 0;
        for (;;) {
            const auto rows = reader_.changes(after, chunk);
            if (rows.empty()) return;
            after = rows.back().arrival;
            for (const ChangeRow& row : rows) {
                ++result_.changes;
                if (!row.body.empty() && sha256(row.body) != row.hash)
                    problem("change " + name_of(row) + ": its body is not what was sent");
                if (row.verdict.empty() && !reader_.record(row.record) && !reader_.is_erased(row.record))
                    problem("change " + name_of(row) + ": its record is missing");
            }
        }
    }

    // The chain of a device, without a gap, up to the last change that was acknowledged. At a relay it goes on from
    // what the parent has; and changes may lie beyond a gap that opened when the parent was set back.
    void check_chain(const DeviceRow& device) {
        const bool is_relay = reader_.upstream().has_value();
        std::uint64_t seq = 0;
        std::optional<Hash> link = Hash{};
        bool is_acknowledged = device.acked == 0;
        for (auto rows = reader_.changes_by(device.id, 0, chunk); !rows.empty();
             rows = reader_.changes_by(device.id, seq, chunk))
            for (const ChangeRow& row : rows) {
                if (row.seq != seq + 1) {
                    if (!is_relay || (seq > 0 && seq < device.acked))
                        problem("change " + name_of(row) + ": changes before it are missing");
                    const bool is_start = seq == 0 && row.seq <= device.acked;
                    link = is_start ? std::optional(device.link_at_start) : std::nullopt;
                }
                if (link && next_link(*link, row.hash) != row.link)
                    problem("change " + name_of(row) + ": breaks the chain");
                seq = row.seq;
                link = row.link;
                is_acknowledged |= seq == device.acked && row.link == device.link;
            }
        const bool is_of_parent = is_relay && (seq == 0 || device.link == device.link_at_start);
        if ((!is_acknowledged && !is_of_parent) || (!is_relay && seq != device.acked))
            problem("device " + to_string(device.id) + ": its last change is not the one acknowledged");
    }

    // What a device has signed is what stands here. A change that somebody has altered together with its hash and all
    // links after it is found here; and whoever takes the signatures away with it leaves a device that signs with an
    // end that it has not signed.
    void check_signatures(const DeviceRow& row) {
        const std::uint64_t last = check_run_signatures(row.id);
        if (last >= row.acked || reader_.upstream()) return;
        const auto since = reader_.signs_since(row.id);
        const auto end = reader_.change(row.id, row.acked);
        if (since && end && end->received > *since)
            problem("change " + name_of(*end) + ": the device signs what it sends, and has not signed this");
    }

    // Returns the last change under a signature.
    std::uint64_t check_run_signatures(DeviceId device) {
        const bool has_keys = !reader_.signing_keys(device).empty();
        std::uint64_t seq = 0;
        for (auto rows = reader_.run_signatures(device, 0, chunk); !rows.empty();
             rows = reader_.run_signatures(device, seq, chunk))
            for (const RunSignatureRow& row : rows) {
                seq = row.seq;
                const std::string name = to_string(device) + ":" + std::to_string(row.seq);
                const auto change = reader_.change(device, row.seq);
                if (!change) problem("signature " + name + ": the change that it was made for is missing");
                else if (!has_keys) problem("signature " + name + ": no key of the device is known any more");
                else if (!signer_of(reader_, {device, row.seq, change->link}, row.signature))
                    problem("signature " + name + ": the device has not signed what stands here");
            }
        return seq;
    }

    void check_blobs() {
        std::optional<Hash> after;
        for (;;) {
            const auto rows = reader_.blobs(after, chunk);
            if (rows.empty()) return;
            after = rows.back().hash;
            for (const BlobRow& row : rows) {
                ++result_.files;
                const std::string bytes = reader_.blob_bytes(row.hash, 0, static_cast<std::size_t>(row.size));
                if (bytes.size() != row.have) problem("file " + to_hex(row.hash) + ": pieces of it are missing");
                else if (row.is_whole() && sha256(bytes) != row.hash)
                    problem("file " + to_hex(row.hash) + ": is not what was sent");
            }
        }
    }

    static std::string name_of(const ChangeRow& row) { return to_string(row.device) + ":" + std::to_string(row.seq); }

    StoreReader& reader_;
    std::map<std::pair<AreaCode, FormId>, Digest> digests_;  // counted from the records themselves
    Verification result_;
};

}  // namespace

Verification verify(StoreReader& reader) { return Verifier(reader).run(); }

}  // namespace nuong
