// BlobStore: the bytes of attachments on this device (shared/model/attachment.h): those attached here, until the server
// has them and as long as a record here names them, and those of others, as far as they have been fetched.
//
// Every call is durable on return, or part of the caller's transaction. Thread: as its database.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/attachment.h"
#include "shared/protocol/milestone.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

struct HeldBlob {
    Attachment attachment;
    std::uint64_t have = 0;  // bytes here, from the start
    bool was_sent = false;   // a server has it, or had

    bool is_whole() const { return have == attachment.size; }
};

struct BlobCount {
    std::int64_t blobs = 0;
    std::int64_t bytes = 0;

    bool operator==(const BlobCount&) const = default;
};

enum class BytesTaken {
    kept,
    wrong,  // it is whole and has another hash; what was there is dropped
    moot,   // not as it was any more: attached here as well, or let go, while they were on their way
};

class BlobStore {
public:
    explicit BlobStore(Database& db) : db_(db) {}

    // A file that a person attaches. `holder`: the draft or record that is going to name it.
    Attachment add(std::string_view bytes, const std::string& type, const Uuid& holder);
    // A draft names these; they stay as long as it does.
    void hold(const Uuid& draft, const std::vector<Attachment>& attachments);
    // A record names these: by a change that was saved here, or as the server said it.
    void name(const RecordId& record, const std::vector<Attachment>& attachments, bool is_saved);

    std::optional<HeldBlob> find(const Hash& hash);
    std::optional<std::string> bytes(const Hash& hash);  // nothing until it is whole
    std::string bytes(const Hash& hash, std::uint64_t at, std::size_t most);

    // In order of size, after the one given (nullptr: from the start): small things first.
    std::optional<HeldBlob> next_to_send(const HeldBlob* after);
    std::optional<HeldBlob> next_wanted(const HeldBlob* after);
    // It goes, when nothing here names it any more. `milestone`: what the server said with it; false: it does not
    // count, see DeviceStore::note_milestone().
    bool note_sent(const Hash& hash, const std::optional<protocol::Milestone>& milestone);
    // The server does not have it yet; or, of one that a server had before, knows of nothing that names it. When a
    // record comes that does, it is asked again.
    void note_absent(const Hash& hash);
    // The next bytes of a wanted blob, which was as `blob` says when they were asked for.
    [[nodiscard]] BytesTaken take(const HeldBlob& blob, std::string_view bytes);

    void note_all_at_top();  // what a relay has been sent, its parent has by now

    BlobCount to_send();
    BlobCount wanted();   // named here, not here yet
    void doubt_server();  // it was restored, or is another one: it is asked what it has
    // What had been attached to a draft that is gone. Within a transaction of the caller.
    void let_go(const Uuid& draft);
    // Deletes what no record and no draft names any more. What is not sent yet stays.
    void collect();
    // The record was erased by law: what only it names goes with the next collect(), sent or not.
    void erase(const RecordId& record);

private:
    // Of one file, or of all.
    void drop_unnamed(const std::optional<Hash>& of);
    void drop_references(const std::optional<Hash>& of);
    bool is_in_refused(const Hash& hash, const RecordId& record);
    void put_bytes(const Hash& hash, std::uint64_t at, std::string_view bytes);

    Database& db_;
};

}  // namespace nuong::client
