// FileExchange: the part of a sync after the records: blobs that were attached here go up, those that records name come
// down, a piece per request, each going on where the last one ended. It decides; its owner speaks to the server.
//
// What is sent is a person's work and goes up however long it takes. What comes down is a convenience: it stops after a
// while, and goes on at the next sync.
#pragma once
#include <optional>

#include "client/store/blob_store.h"
#include "client/sync/page_size.h"
#include "client/sync/transport.h"
#include "shared/base/date.h"

namespace nuong::client {

class FileExchange {
public:
    explicit FileExchange(BlobStore& blobs) : blobs_(blobs) {}

    // Nothing when everything is exchanged that can be now.
    std::optional<HttpRequest> next(Instant now);
    // An error when the answer makes no sense, or says that nothing goes at all.
    Status take(const HttpResponse& response, std::chrono::milliseconds took);
    // What the server said of a file does not count before it is asked whether it was put back
    // (DeviceStore::note_milestone): then all is gone through again.
    bool needs_look() const { return needs_look_; }
    void begin_again();
    // No answer came: nobody knows how much arrived.
    void lost();
    // The last answer brought something forward: only then is the line no bad one.
    bool has_moved() const { return has_moved_; }
    std::int64_t sent() const { return sent_; }
    std::int64_t received() const { return received_; }

    static constexpr std::chrono::seconds fetching_max{60};

private:
    HttpRequest piece_to_send();
    Status take_progress(const HttpResponse& response);
    Status take_bytes(const HttpResponse& response);
    void pass_over();

    BlobStore& blobs_;
    PageSize step_{64u << 10, 1u << 20};
    enum class Direction { up, down } direction_ = Direction::up;
    std::optional<HeldBlob> current_;        // of this direction
    std::optional<HeldBlob> passed_;         // the last one dealt with
    std::optional<std::uint64_t> there_;     // up: how much of it the server has; nothing: not known
    bool asks_ = false, has_moved_ = false;  // of the last request and its answer
    int stalls_ = 0;                         // answers in a row that moved nothing
    bool needs_look_ = false, asks_first_ = false;
    std::optional<Instant> began_fetching_;
    std::int64_t sent_ = 0, received_ = 0;
};

}  // namespace nuong::client
