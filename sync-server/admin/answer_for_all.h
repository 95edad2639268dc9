// AnswerForAll: an answer that needs the whole store and is the same for whoever asks, known or not. It is made once
// for all who ask meanwhile, and then serves for a moment: so asking for it again and again keeps nobody else waiting.
//
// Thread: any.
#pragma once
#include <mutex>
#include <optional>
#include <vector>

#include "shared/base/date.h"
#include "sync-server/http/http_server.h"

namespace nuong::admin {

class AnswerForAll {
public:
    static constexpr std::chrono::seconds serves_for{2};

    // Replies at once with what was made a moment ago, else when the next is there. True: nobody is making that, so the
    // caller must, and hand it to made().
    [[nodiscard]] bool ask(HttpReply reply, Instant now);
    void made(const HttpResponse& answer, Instant now);

private:
    std::mutex mutex_;
    std::optional<HttpResponse> last_;
    Instant made_at_{};
    bool is_being_made_ = false;
    std::vector<HttpReply> waiting_;
};

}  // namespace nuong::admin
