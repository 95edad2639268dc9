// A glance at a state says what decoding it would say, or that it cannot tell.
#include "shared/protocol/peek.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/merge/merge.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/glance.h"

using namespace nuong;
using Texts = std::vector<std::string_view>;

namespace {

std::string encoded(std::vector<Write> writes) {
    RecordState state;
    Change change;
    change.device = {1};
    change.form = "contact";
    change.n0 = 1;
    change.author = "lan";
    change.writes = std::move(writes);
    apply(state, change);
    return protocol::encode(state);
}

}  // namespace

TEST_CASE("a register's text, one inside a group, and both sides of a conflict are seen") {
    const std::string plain = encoded({{"note", "x", {}}, {"occurred_on", "2024-03-01", {}}});
    CHECK(protocol::peek_texts(plain, "occurred_on") == Texts{"2024-03-01"});
    const std::string whole = encoded({{"~record", Fields{{"age", 3}, {"occurred_on", "2024-03-02"}}, {}}});
    CHECK(protocol::peek_texts(whole, "occurred_on") == Texts{"2024-03-02"});
    CHECK(protocol::peek_texts(plain + whole, "occurred_on") == Texts{"2024-03-01", "2024-03-02"});
    CHECK(protocol::peek_texts(plain, "~corrects") == Texts{});
}

TEST_CASE("whatever is no plain text beside the name asks for decoding") {
    for (const Value& odd : {Value(), Value(5), Value("2024-03-01 \"x\""), Value(Missing{"unknown"})}) {
        const std::string state = encoded({{"occurred_on", odd, {}}});
        CHECK_FALSE(protocol::peek_texts(state, "occurred_on"));
    }
    // Somebody wrote the name as an answer.
    CHECK_FALSE(
        protocol::peek_texts(encoded({{"note", "occurred_on", {}}, {"occurred_on", "2024-03-01", {}}}), "occurred_on"));
    // Somebody wrote a whole register as an answer: quotes in it are escaped, and it is no name.
    CHECK(protocol::peek_texts(encoded({{"note", "\"occurred_on\",\"1999-01-01\"", {}}}), "occurred_on") == Texts{});
}

TEST_CASE("when it was last written is seen, and not what an answer says of a time") {
    RecordState state;
    const auto save = [&](std::uint64_t seq, std::int64_t ms, const Value& value) {
        Change change;
        change.device = {seq};
        change.seq = seq;
        change.form = "contact";
        change.n0 = 1;
        change.at = Instant(std::chrono::milliseconds(ms));
        change.author = "lan";
        change.writes = {{"note", value, {}}};
        apply(state, change);
        return protocol::newest_save_at(protocol::encode(state));
    };
    CHECK(protocol::newest_save_at("") == Instant{});
    CHECK(save(1, 1'700'000'000'000, "at") == Instant(std::chrono::milliseconds(1'700'000'000'000)));
    CHECK(save(2, 1'600'000'000'000, R"("at":1900000000000,"at":)") ==
          Instant(std::chrono::milliseconds(1'700'000'000'000)));
    CHECK(save(3, 1'800'000'000'000, "x") == Instant(std::chrono::milliseconds(1'800'000'000'000)));
}
