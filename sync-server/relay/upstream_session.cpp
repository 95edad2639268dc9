#include "sync-server/relay/upstream_session.h"

#include <algorithm>
#include <set>

#include "client/sync/enrolment.h"
#include "client/sync/fetch_documents.h"
#include "client/sync/order_to_wipe.h"
#include "client/sync/sealed_line.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "shared/protocol/limits.h"
#include "sync-server/core/device_audit.h"
#include "sync-server/relay/upstream_compare.h"
#include "sync-server/relay/upstream_enrolment.h"
#include "sync-server/relay/upstream_files.h"

namespace nuong {
namespace {

constexpr int rounds_max = 100'000;  // a parent that always has more would keep us for ever

class Exchange {
public:
    Exchange(ChangeStore& store, SyncService& service, client::Transport& transport, const ClockSource& clock,
             bool with_files)
        : store_(store), service_(service), transport_(transport), clock_(clock), with_files_(with_files) {}

    Result<UpstreamReport> run() {
        auto done = exchange();
        if (!is_ordered_to_wipe_) return done;
        report_.is_ordered_to_wipe = true;
        return report_;
    }

private:
    Result<UpstreamReport> exchange() {
        const std::string epoch = upstream().epoch;
        if (Status done = both_ways(); !done) return done.error();
        // A parent that was restored from a backup may lack what it once had; now it has said how far it is.
        if (!epoch.empty() && met_another_)
            if (Status done = both_ways(); !done) return done.error();
        if (!with_files_) return report_;
        const auto files = exchange_upstream_files(store_, service_, transport_, clock_, parent_is_top_);
        if (!files) return files.error();
        report_.files_sent = files->sent;
        report_.files_received = files->received;
        report_.requests += files->requests;
        return report_;
    }

    UpstreamRow upstream() { return store_.read()->upstream().value(); }

    Result<std::string> ask(const std::string& path, const std::string& body, const std::string& token) {
        ++report_.requests;
        const auto response = transport_.exchange({"POST", path, token, protocol::pack(body)});
        if (!response) return response.error();
        if (client::is_told_to_wipe(*response)) return told_to_wipe(*response);
        if (client::asks_for_code(*response)) return forgotten();
        return client::text_of(*response);
    }

    Error told_to_wipe(const client::HttpResponse& response) {
        is_ordered_to_wipe_ = is_ordered_by_the_district(*store_.read(), response);
        return {ErrorCode::refused,
                {"Máy chủ cấp trên bảo xóa dữ liệu của máy trung chuyển này, nhưng không đưa ra lệnh của huyện. Không "
                 "có gì bị xóa. Hãy gọi cán bộ huyện.",
                 "The parent says that what this relay holds must be destroyed, but shows no order of the district. "
                 "Nothing was destroyed. Call the district."}};
    }

    // The parent was set back to a backup from before this relay was enrolled there.
    static Error forgotten() {
        return {
            ErrorCode::refused,
            {"Máy chủ cấp trên không nhận ra máy trung chuyển này, hoặc khóa của nó. Không mất gì: mọi thứ vẫn ở đây. "
             "Hãy xin cấp "
             "trên một mã mới (nuong-server device code), rồi chạy lại nuong-server serve với --upstream-code MÃ.",
             "The parent does not know this relay, or its key. Nothing is lost: everything is still here. Ask the "
             "parent for a "
             "new code (nuong-server device code), then start nuong-server serve again with --upstream-code CODE."}};
    }

    Status both_ways() {
        const Status forwarded = forward();
        return forwarded ? pull() : forwarded;
    }

    template <class Work>
    Status in_one_step(Work work) {
        const auto transaction = store_.begin();
        if (Status done = work(*transaction); !done) return done;
        service_.committed(transaction->commit());
        return service_.refresh(*store_.read());
    }

    // The parent says so, or it knows less of a device than it once said: told of a run, or of what waits for the top.
    bool has_lost_something(const protocol::RelayAnswer& answer) {
        if (answer.put_back) return true;
        const auto reader = store_.read();
        const auto is_less = [&](DeviceId id, std::uint64_t acked) {
            const auto device = reader->device(id);
            return device && acked < device->top;
        };
        const auto& makers = answer.taken.makers;
        return std::any_of(
                   makers.begin(), makers.end(),
                   [&](const auto& maker) { return maker.code != "fork" && is_less(maker.maker, maker.acked); }) ||
               std::any_of(answer.here.begin(), answer.here.end(),
                           [&](const auto& known) { return is_less(known.device, known.acked); });
    }

    Status forward() {
        const std::vector<DeviceId> asked = service_.relay_memory().take_asked();
        std::set<DeviceId> forgotten;
        for (int round = 0; round < rounds_max; ++round) {
            UpstreamRow parent = upstream();
            protocol::RelayRequest request = runs_to_forward(*store_.read(), parent, up_.bytes(), held_back_);
            const std::size_t room = protocol::relayed_max - std::min(protocol::relayed_max, request.below_top.size());
            request.below_top.insert(request.below_top.end(), asked.begin(),
                                     asked.begin() + static_cast<std::ptrdiff_t>(std::min(room, asked.size())));
            request.audits = audits_to_forward(*store_.read(), audit_held_back_);
            const Instant sent = clock_.now();
            const auto text = ask("/v1/relay", protocol::encode(request), parent.token);
            if (!text) return text.error();
            up_.went(clock_.now() - sent);
            const auto answer = protocol::decode_relay_answer(*text);
            if (!answer) return client::nonsense();
            bool moved = count(request, *answer);
            at_top_ = answer->at_top;
            forgotten.merge(forgotten_in(*answer));
            if (has_lost_something(*answer) && !std::exchange(has_left_epoch_, true))
                parent.epoch = protocol::left_epoch;
            if (Status done = in_one_step([&](StoreTransaction& transaction) -> Status {
                    take_relay_answer(transaction, parent, *answer, clock_.now());
                    moved |= note_audited(transaction, request.audits, answer->audited, audit_held_back_);
                    transaction.put_upstream(parent);
                    return Done{};
                });
                !done)
                return done;
            if (!moved && !answer->directory) {
                service_.relay_memory().note_forgotten(std::move(forgotten));
                return Done{};
            }
            if (answer->directory) {  // it says how far everybody is: look once more
                held_back_.clear();
                forgotten.clear();
            }
        }
        return client::nonsense();
    }

    // Whether there is any use in sending more.
    bool count(const protocol::RelayRequest& request, const protocol::RelayAnswer& answer) {
        bool moved = false;
        for (const protocol::MakerAnswer& maker : answer.taken.makers) {
            if (!maker.code.empty()) {
                held_back_.push_back(maker.maker);
                moved = true;  // the next page is without it
            }
            if (maker.code == "fork") continue;
            for (const protocol::RelayRun& run : request.runs)
                if (run.request.device == maker.maker)
                    for (const protocol::SentChange& sent : run.request.changes)
                        if (sent.change.seq <= maker.acked) ++report_.forwarded, moved = true;
        }
        report_.held_back = held_back_.size();
        return moved;
    }

    // The parent was put back to an earlier state without a word, under the same epoch.
    static bool is_of_old_copy(const UpstreamRow& parent, const protocol::SyncAnswer& answer) {
        return parent.epoch == answer.epoch && (answer.put_back || protocol::goes_back(parent.cursors, answer.areas));
    }

    // Asked as if it had been restored, it says all that it then has to.
    Status leave_epoch(UpstreamRow parent) {
        parent.epoch = protocol::left_epoch;
        parent.milestone.reset();
        return in_one_step([&](StoreTransaction& transaction) -> Status {
            transaction.put_upstream(parent);
            return Done{};
        });
    }

    Status pull() {
        bool compares = is_comparison_due(upstream(), clock_.now());
        for (int round = 0; round < rounds_max; ++round) {
            UpstreamRow parent = upstream();
            auto request =
                pull_request(parent, *service_.book(), clock_.now(), static_cast<std::uint32_t>(down_.bytes()));
            request.compares = compares;
            const std::size_t asked = std::min(doubted_.size(), protocol::doubted_max);
            request.doubted.assign(doubted_.end() - static_cast<std::ptrdiff_t>(asked), doubted_.end());
            const Instant sent = clock_.now();
            const auto text = ask("/v1/sync", protocol::encode(request), parent.token);
            if (!text) return text.error();
            down_.went(clock_.now() - sent);
            const auto answer = protocol::decode_sync_answer(*text);
            if (!answer) return client::nonsense();
            const auto documents = answer->catalogue ? fetch(*answer->catalogue, parent.token)
                                                     : Result<std::vector<DocumentRow>>(std::vector<DocumentRow>{});
            if (!documents) return documents.error();
            for (const protocol::AreaPage& page : answer->areas) report_.received += page.states.size();
            parent_is_top_ = !answer->top;
            if (is_of_old_copy(parent, *answer) && !std::exchange(has_left_epoch_, true)) {
                if (Status left = leave_epoch(std::move(parent)); !left) return left;
                continue;
            }
            met_another_ = met_another_ || parent.epoch != answer->epoch;
            if (Status done = in_one_step([&](StoreTransaction& transaction) -> Status {
                    if (Status taken = take_pull_answer(transaction, parent, service_.book()->areas, *answer,
                                                        *documents, clock_.now());
                        !taken)
                        return taken;
                    transaction.put_upstream(parent);
                    return Done{};
                });
                !done)
                return done;
            doubted_.resize(doubted_.size() - asked);
            const bool more = std::any_of(answer->areas.begin(), answer->areas.end(),
                                          [](const protocol::AreaPage& page) { return page.more; });
            const bool more_erased = answer->erased && answer->erased->more;
            if (more || more_erased || answer->grants || !doubted_.empty()) continue;
            if (!compares) return settle();
            compares = false;
            if (Status compared = compare(*answer); !compared) return compared;
        }
        return client::nonsense();
    }

    // Everything is read: the parent has what is held here as it was said. What it has otherwise is read again.
    Status compare(const protocol::SyncAnswer& answer) {
        const auto book = service_.book();
        const std::string token = upstream().token;
        const auto found = compare_upstream(upstream_holdings(*store_.read(), book->areas), answer,
                                            [&](const std::string& body) { return ask("/v1/digests", body, token); });
        if (!found) return found.error();
        doubted_ = found->records;
        report_.repaired += found->records.size() + found->areas.size();
        return in_one_step([&](StoreTransaction& transaction) -> Status {
            UpstreamRow parent = transaction.upstream().value();
            parent.compared = clock_.now();
            std::erase_if(parent.cursors, [&](const protocol::Cursor& cursor) {
                return std::find(found->areas.begin(), found->areas.end(), cursor.area) != found->areas.end();
            });
            transaction.put_upstream(parent);
            return Done{};
        });
    }

    // Everything is read.
    Status settle() {
        if (at_top_.empty()) return leave_elsewhere();
        const Status taken = in_one_step([&](StoreTransaction& transaction) -> Status {
            take_known_at_top(transaction, at_top_);
            return Done{};
        });
        return taken ? leave_elsewhere() : taken;
    }

    Status leave_elsewhere() {
        if (store_.read()->records_without_base().empty()) return Done{};
        const UpstreamRow parent = upstream();
        return in_one_step([&](StoreTransaction& transaction) {
            return leave_what_lies_elsewhere(transaction, parent, service_.book()->areas);
        });
    }

    // Those of the parent's documents that are not in force here yet.
    Result<std::vector<DocumentRow>> fetch(const std::vector<protocol::SchemaEntry>& catalogue,
                                           const std::string& token) {
        std::vector<DocumentRow> rows;
        std::vector<protocol::SchemaEntry> missing;
        for (const protocol::SchemaEntry& entry : catalogue) {
            const auto held = store_.read()->document(entry.hash);
            if (held) rows.push_back({entry.kind, entry.id, entry.version, entry.hash, held->body});
            else missing.push_back(entry);
        }
        const Status done = client::fetch_documents(
            std::move(missing), token,
            [this](const client::HttpRequest& request) {
                ++report_.requests;
                return transport_.exchange(request);
            },
            [&](const protocol::SchemaEntry& entry, std::string body) {
                rows.push_back({entry.kind, entry.id, entry.version, entry.hash, std::move(body)});
            });
        if (!done) return done.error();
        return rows;
    }

    ChangeStore& store_;
    SyncService& service_;
    client::Transport& transport_;
    const ClockSource& clock_;
    bool with_files_, parent_is_top_ = false, met_another_ = false, has_left_epoch_ = false,
                      is_ordered_to_wipe_ = false;
    std::vector<protocol::KnownDevice> at_top_;  // as the parent said with the last page
    client::PageSize up_{256u << 10, 4u << 20}, down_{512u << 10, 8u << 20};
    std::vector<RecordId> doubted_;    // the parent has these otherwise: asked for again
    std::vector<DeviceId> held_back_;  // the parent takes nothing of these for now
    std::vector<DeviceId> audit_held_back_;
    UpstreamReport report_;
};

}  // namespace

Result<UpstreamReport> exchange_upstream(ChangeStore& store, SyncService& service, client::Transport& transport,
                                         const ClockSource& clock, bool with_files) {
    client::SealedLine line(transport, [&store] { return answer_seal_of(*store.read()); });
    return Exchange(store, service, line, clock, with_files).run();
}

}  // namespace nuong
