// Anybody may ask for the metrics, and they need the whole store: asking often must make nobody else wait.
#include "sync-server/admin/answer_for_all.h"

#include <catch2/catch_test_macros.hpp>
#include <latch>

#include "operator.h"
#include "sync-server/admin/endpoints.h"

using namespace nuong;
using namespace nuong::testing;
using namespace std::chrono_literals;
using admin::AnswerForAll;

namespace {

const Instant noon = *parse_instant("2026-03-01T05:00:00.000Z");

// Whoever asks writes down what was said.
HttpReply into(std::vector<std::string>& heard) {
    return [&heard](const HttpResponse& answer) { heard.push_back(answer.body); };
}

HttpResponse saying(const std::string& text) {
    HttpResponse answer;
    answer.body = text;
    return answer;
}

// The server's endpoints over a store of its own, whose only reader works when the story lets it.
class Monitored {
public:
    Monitored() {
        REQUIRE(it_.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
        std::vector<std::unique_ptr<ChangeStore>> stores;
        stores.push_back(std::move(folder_.open().value()));
        readers_.emplace(std::move(stores), 1'000);
        writer_.emplace(std::move(folder_.open().value()), WriterLimits{}, [](const Committed&) {});
        endpoints_.emplace(service_, *writer_, *readers_, it_.clock, log_);
    }

    // What so many hear who all ask before the reader has its next turn.
    std::vector<std::string> ask_beside_each_other(int askers) {
        std::vector<std::string> heard;
        std::latch reader_is_held(1), all_have_asked(1);
        const auto is_over = std::make_shared<std::latch>(1);
        CHECK(readers_->submit([&](ChangeStore&) {
            reader_is_held.count_down();
            all_have_asked.wait();
        }));
        reader_is_held.wait();
        HttpRequest request{};
        request.method = "GET";
        request.target = "/metrics";
        for (int i = 0; i < askers; ++i) endpoints_->handle(request, into(heard));
        CHECK(readers_->submit([is_over](ChangeStore&) { is_over->count_down(); }));
        all_have_asked.count_down();
        is_over->wait();
        return heard;
    }
    void wait(std::chrono::milliseconds time) { it_.clock.advance(time); }

private:
    Operator it_;
    admin::DataFolder folder_{it_.data().string(), std::nullopt};
    std::ostringstream said_;
    admin::Log log_{said_, it_.clock, Language::en};
    SyncService service_;
    std::optional<Readers> readers_;
    std::optional<Writer> writer_;
    std::optional<admin::Endpoints> endpoints_;
};

bool tells(const std::string& text, const std::string& line) {
    return text.find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("an answer is made once for all who ask before it is there, and again for who asks later") {
    AnswerForAll answer;
    std::vector<std::string> heard;
    CHECK(answer.ask(into(heard), noon));
    for (int i = 0; i < 63; ++i) CHECK_FALSE(answer.ask(into(heard), noon + 10s));  // it takes as long as it takes
    CHECK(heard.empty());
    answer.made(saying("first"), noon + 10s);
    CHECK(heard == std::vector<std::string>(64, "first"));

    heard.clear();
    CHECK_FALSE(answer.ask(into(heard), noon + 10s + AnswerForAll::serves_for - 1ms));
    CHECK(heard == std::vector<std::string>{"first"});
    CHECK(answer.ask(into(heard), noon + 10s + AnswerForAll::serves_for));
    CHECK(heard.size() == 1);
    answer.made(saying("second"), noon + 13s);
    CHECK(heard == std::vector<std::string>{"first", "second"});
}

TEST_CASE("a clock that is set back does not keep an old answer") {
    AnswerForAll answer;
    std::vector<std::string> heard;
    CHECK(answer.ask(into(heard), noon));
    answer.made(saying("first"), noon);
    CHECK(answer.ask(into(heard), noon - 24h));
    answer.made(saying("second"), noon - 24h);
    CHECK(heard == std::vector<std::string>{"first", "second"});
}

TEST_CASE("who asks for the metrics again and again has the store read once in a while, and hears the same meanwhile") {
    Monitored server;
    const auto crowd = server.ask_beside_each_other(64);
    REQUIRE(crowd.size() == 64);
    CHECK(tells(crowd[0], "nuong_store_up 1"));
    CHECK(tells(crowd[0], "nuong_requests_total 64"));
    server.wait(AnswerForAll::serves_for - 1ms);
    const auto next = server.ask_beside_each_other(1);
    REQUIRE(next.size() == 1);
    CHECK(next[0] == crowd[0]);
    server.wait(1ms);
    const auto later = server.ask_beside_each_other(1);
    REQUIRE(later.size() == 1);
    CHECK(tells(later[0], "nuong_requests_total 66"));
}
