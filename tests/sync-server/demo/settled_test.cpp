// A report reads a record for its values alone where nobody disagrees. It must be the same record.
#include "shared/protocol/settled.h"

#include <catch2/catch_test_macros.hpp>

#include "demo_store.h"
#include "shared/forms/record_fields.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/report_sources.h"

using namespace nuong;
using nuong::test::DemoStore;

TEST_CASE("of every record of the demo district the quick look and the whole state say the same, to the last answer") {
    const DemoStore demo({.seed = 3, .people = 150, .months = 18, .until = *parse_date("2024-12-31")});
    std::size_t settled = 0, disputed = 0;
    demo.each_record([&](const RecordRow& row) {
        const auto form = demo.forms.find(row.form);
        const auto state = protocol::decode_state(row.state);
        if (form == demo.forms.end() || !state) return;
        auto values = protocol::decode_settled(row.state);
        const bool is_disputed = std::any_of(state->registers.begin(), state->registers.end(),
                                             [](const Register& reg) { return reg.heads.size() > 1; });
        CAPTURE(row.form, to_string(row.id));
        REQUIRE(values.has_value() == !is_disputed);
        if (is_disputed) {
            ++disputed;
            return;
        }
        ++settled;
        const auto is_wanted = [](std::string_view path) { return path.size() % 3 != 0; };
        Fields wanted = *values;
        std::erase_if(wanted, [&](const NamedValue& each) { return !is_wanted(each.name); });
        CHECK(protocol::decode_settled(row.state, is_wanted) == wanted);
        const auto whole = reports::counted(*form->second, row.id, row.area, *state),
                   quick = reports::counted(*form->second, row.id, row.area, std::move(*values));
        CHECK(quick.answers == whole.answers);
        CHECK(quick.status == whole.status);
        CHECK(quick.corrects == whole.corrects);
        CHECK(quick.same_as == whole.same_as);
    });
    CHECK(settled > 1000);
    CHECK(disputed > 0);
}

TEST_CASE("what is no state is left to the whole reading, which says what is wrong with it") {
    for (
        const char* text :
        {"", "{}", "[]", R"({"record":)", R"({"record":"AZA","form":"person","seen":{},"saves":[7]})",
         R"({"record":"AZA","form":"person","seen":{},"saves":[{"device":"1","n":1,"at":1,"author":"l","heads":[["a"]]}]})"}) {
        CAPTURE(text);
        CHECK_FALSE(protocol::decode_settled(text));
    }
}
