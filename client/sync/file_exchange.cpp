#include "client/sync/file_exchange.h"

#include "shared/protocol/codec.h"

namespace nuong::client {
namespace {

constexpr int stalls_max = 3;

std::string path_of(const HeldBlob& blob) { return "/v1/blobs/" + to_hex(blob.attachment.blob); }

}  // namespace

std::optional<HttpRequest> FileExchange::next(Instant now) {
    if (direction_ == Direction::up) {
        if (!current_) current_ = blobs_.next_to_send(passed_ ? &*passed_ : nullptr);
        if (current_) return piece_to_send();
        direction_ = Direction::down;
        passed_.reset();
    }
    if (!began_fetching_) began_fetching_ = now;
    if (now - *began_fetching_ > fetching_max) return std::nullopt;
    if (!current_) current_ = blobs_.next_wanted(passed_ ? &*passed_ : nullptr);
    if (!current_) return std::nullopt;
    asks_ = false;
    return HttpRequest{"GET",
                       path_of(*current_) + "?at=" + std::to_string(current_->have) + "&most=" +
                           std::to_string(step_.bytes()) + "&size=" + std::to_string(current_->attachment.size),
                       "", ""};
}

// A small file goes at once. Of a larger one the server is asked first how much it has: somebody may have begun.
HttpRequest FileExchange::piece_to_send() {
    const std::uint64_t size = current_->attachment.size;
    asks_ = !there_ && (size > step_.bytes() || current_->was_sent || stalls_ > 0 || asks_first_);
    const std::uint64_t at = there_.value_or(0);
    const std::string path = path_of(*current_) + "?at=" + std::to_string(at) + "&size=" + std::to_string(size);
    return {"PUT", path, "", asks_ ? "" : blobs_.bytes(current_->attachment.blob, at, step_.bytes())};
}

void FileExchange::lost() {
    there_.reset();
    ++stalls_;
    step_.was_lost();
}

void FileExchange::pass_over() {
    passed_ = std::move(current_);
    current_.reset();
    there_.reset();
    stalls_ = 0;
    asks_first_ = false;
}

void FileExchange::begin_again() {
    pass_over();
    passed_.reset();
    direction_ = Direction::up;
    needs_look_ = false;
    asks_first_ = true;  // of the one that is there already
}

Status FileExchange::take(const HttpResponse& response, std::chrono::milliseconds took) {
    if (response.status == 413) {  // a proxy that takes less than the server
        if (++stalls_ >= stalls_max) return error_in(response);
        step_.was_lost();
        has_moved_ = false;
        return Done{};
    }
    has_moved_ = false;
    if (response.status == 200 && !asks_) step_.went(took);
    return direction_ == Direction::up ? take_progress(response) : take_bytes(response);
}

Status FileExchange::take_progress(const HttpResponse& response) {
    if (response.status == 404 || response.status == 422) {  // not wanted now; the next sync tries again
        if (response.status == 404 && current_->was_sent) blobs_.note_absent(current_->attachment.blob);
        pass_over();
        return Done{};
    }
    if (response.status != 200) return error_in(response);
    const auto progress = protocol::decode_blob_progress(response.body);
    if (!progress) return progress.error();
    has_moved_ = !asks_ && progress->have > there_.value_or(0);
    if (has_moved_) stalls_ = 0;
    else if (!asks_) ++stalls_;
    if (progress->have > current_->attachment.size || stalls_ >= stalls_max)
        return Error{ErrorCode::unreachable,
                     {"Máy chủ không nhận thêm phần nào của tệp. Tệp vẫn ở trên máy này; hãy thử lại sau.",
                      "The server takes no more of the file. It is safe on this device; try later."}};
    there_ = progress->have;
    if (progress->have < current_->attachment.size) return Done{};
    needs_look_ = !blobs_.note_sent(current_->attachment.blob, progress->milestone);
    if (!needs_look_) ++sent_;
    pass_over();
    return Done{};
}

Status FileExchange::take_bytes(const HttpResponse& response) {
    if (response.status == 404) {  // its device has not sent it yet, or the record is wrong about it
        blobs_.note_absent(current_->attachment.blob);
        pass_over();
        return Done{};
    }
    if (response.status != 200) return error_in(response);
    const std::uint64_t left = current_->attachment.size - current_->have;
    if (response.body.empty() || response.body.size() > left) {  // not what a server of ours says; later it may
        pass_over();
        return Done{};
    }
    has_moved_ = true;
    stalls_ = 0;
    const BytesTaken taken = blobs_.take(*current_, response.body);
    current_->have += response.body.size();
    if (taken == BytesTaken::kept && !current_->is_whole()) return Done{};
    if (taken == BytesTaken::kept) ++received_;
    pass_over();  // what was mangled on the way, the next sync fetches anew
    return Done{};
}

}  // namespace nuong::client
