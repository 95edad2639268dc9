#include "sync-server/admin/answer_for_all.h"

namespace nuong::admin {

bool AnswerForAll::ask(HttpReply reply, Instant now) {
    std::unique_lock lock(mutex_);
    if (last_ && made_at_ <= now && now - made_at_ < serves_for) {
        HttpResponse answer = *last_;
        lock.unlock();
        reply(std::move(answer));
        return false;
    }
    waiting_.push_back(std::move(reply));
    return !std::exchange(is_being_made_, true);
}

void AnswerForAll::made(const HttpResponse& answer, Instant now) {
    std::vector<HttpReply> waiting;
    {
        const std::lock_guard lock(mutex_);
        last_ = answer;
        made_at_ = now;
        is_being_made_ = false;
        waiting.swap(waiting_);
    }
    for (const HttpReply& reply : waiting) reply(answer);
}

}  // namespace nuong::admin
