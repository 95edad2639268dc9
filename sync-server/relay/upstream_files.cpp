#include "sync-server/relay/upstream_files.h"

#include <algorithm>

#include "client/sync/page_size.h"
#include "shared/model/attachment.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/blobs.h"
#include "sync-server/relay/upstream_session.h"

namespace nuong {
namespace {

constexpr std::chrono::seconds files_time_max{60};

class Files {
public:
    Files(ChangeStore& store, SyncService& service, client::Transport& transport, const ClockSource& clock,
          bool parent_is_top)
        : parent_is_top_(parent_is_top),
          store_(store),
          service_(service),
          transport_(transport),
          clock_(clock),
          token_(store.read()->upstream().value().token) {}

    Result<UpstreamFiles> run() {
        std::optional<Hash> after;
        while (const auto blob = in_time() && !needs_look_ ? store_.read()->next_blob_ahead(after) : std::nullopt) {
            after = blob->hash;
            if (Status sent = send(*blob); !sent) return sent.error();
        }
        after.reset();
        while (const auto blob = in_time() ? store_.read()->next_blob_wanted(after) : std::nullopt) {
            after = blob->hash;
            if (Status fetched = fetch(*blob); !fetched) return fetched.error();
        }
        drop_those_of_others();
        return count_;
    }

private:
    // Records come before files: they must not wait for gigabytes. The next exchange goes on.
    bool in_time() const { return clock_.now() - began_ < files_time_max; }

    Result<client::HttpResponse> ask(const std::string& method, const BlobRow& blob, const std::string& query,
                                     std::string body) {
        ++count_.requests;
        const bool is_piece = !body.empty() || method == "GET";
        const Instant sent = clock_.now();
        auto response =
            transport_.exchange({method, "/v1/blobs/" + to_hex(blob.hash) + query, token_, std::move(body)});
        if (response && response->status == 200 && is_piece) step_.went(clock_.now() - sent);
        return response;
    }

    // A parent that is a relay itself may have heard from above how far a device is known, and never seen the change
    // that names this file: it is told who does.
    std::string names_of(const Hash& file) {
        if (parent_is_top_) return "";
        const auto references = store_.read()->blob_references(file);
        if (references.empty()) return "";
        return "&record=" + to_string(references.front().record) + "&device=" + to_string(references.front().device);
    }

    // First asks how much is there: the device may have been at the parent itself.
    Status send(const BlobRow& blob) {
        std::string bytes;
        const std::string query = "&size=" + std::to_string(blob.size) + names_of(blob.hash);
        for (std::uint64_t have = 0; in_time();) {
            const bool is_piece = !bytes.empty();
            const auto response = ask("PUT", blob, "?at=" + std::to_string(have) + query, std::move(bytes));
            if (!response) return response.error();
            if (response->status == 404 || response->status == 422) return Done{};  // not wanted now
            if (response->status != 200) return client::error_in(*response);
            const auto progress = protocol::decode_blob_progress(response->body);
            if (!progress || progress->have > blob.size || (is_piece && progress->have <= have))
                return client::nonsense();
            if (progress->have == blob.size) return note_sent(blob, progress->milestone);
            have = progress->have;
            bytes = store_.read()->blob_bytes(blob.hash, have, step_.bytes());
        }
        return Done{};
    }

    // Of records that have left, or were only handed on.
    void drop_those_of_others() {
        const auto others = store_.read()->blobs_of_others();
        if (others.empty()) return;
        const auto transaction = store_.begin();
        for (const Hash& hash : others) transaction->drop_blob(hash);
        transaction->commit();
    }

    // Not in another life of the parent than the one in which it was asked whether it was put back: the next exchange
    // asks before it believes.
    Status note_sent(const BlobRow& blob, const std::optional<protocol::Milestone>& milestone) {
        const auto transaction = store_.begin();
        UpstreamRow parent = transaction->upstream().value();
        if (milestone && parent.milestone) {
            needs_look_ = !milestone->follows(*parent.milestone);
            if (needs_look_) return Done{};
            parent.milestone = milestone;
            transaction->put_upstream(parent);
        }
        ++count_.sent;
        note_above(*transaction, blob.hash);
        transaction->commit();
        return Done{};
    }

    void note_above(StoreTransaction& transaction, const Hash& hash) const {
        if (parent_is_top_) transaction.note_blob_at_top(hash);
        else transaction.note_blob_at_parent(hash);
    }

    Status fetch(BlobRow blob) {
        while (!blob.is_whole()) {
            if (!in_time()) return Done{};
            const auto response = ask("GET", blob,
                                      "?at=" + std::to_string(blob.have) + "&most=" + std::to_string(step_.bytes()) +
                                          "&size=" + std::to_string(blob.size),
                                      "");
            if (!response) return response.error();
            if (response->status != 200 && response->status != 404) return client::error_in(*response);
            const auto transaction = store_.begin();
            const bool is_there = response->status == 200 && !response->body.empty();
            const auto kept =
                is_there
                    ? keep_blob_piece(*transaction, {blob.hash, blob.size, blob.have, response->body}, clock_.now())
                    : Answer<BlobRow>(blob);
            const auto* row = std::get_if<BlobRow>(&kept);
            if (!row) transaction->want_blob(blob.hash, blob.size);  // what was dropped is to be fetched anew, later
            if (response->status == 404) transaction->note_blob_absent(blob.hash);
            if (row && row->is_whole()) note_above(*transaction, blob.hash);
            service_.committed(transaction->commit());
            if (!is_there || !row || row->have == blob.have) return Done{};  // the next exchange tries again
            blob = *row;
        }
        ++count_.received;
        return Done{};
    }

    bool parent_is_top_, needs_look_ = false;
    ChangeStore& store_;
    SyncService& service_;
    client::Transport& transport_;
    const ClockSource& clock_;
    std::string token_;
    Instant began_ = clock_.now();
    client::PageSize step_{64u << 10, 1u << 20};
    UpstreamFiles count_;
};

}  // namespace

Result<UpstreamFiles> exchange_upstream_files(ChangeStore& store, SyncService& service, client::Transport& transport,
                                              const ClockSource& clock, bool parent_is_top) {
    return Files(store, service, transport, clock, parent_is_top).run();
}

}  // namespace nuong
