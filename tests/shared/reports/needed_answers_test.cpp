// Of a record only what a report needs is read. What it then sees must be what it would have seen of the whole record:
// every question of every shipped form, with answers made up by chance.
#include "shared/forms/needed_answers.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/reports/answer_sheet.h"
#include "shared/reports/tally.h"
#include "tests/shared/reports/made_up_answers.h"
#include "tests/shared/reports/programme_world.h"

using namespace nuong;
using namespace nuong::reports;
using test::MadeUpAnswers;

namespace {

Fields needed_of(const Fields& answers, const forms::NeededAnswers& needed) {
    Fields kept;
    for (const NamedValue& answer : answers)
        if (needed.has(answer.name)) kept.push_back(answer);
    return kept;
}

std::vector<std::string> read(AnswerSheet& sheet, const Fields& answers, int node) {
    sheet.load(answers, test::made_up_today);
    const int scope = sheet.form().node(node).scope;
    const int rows = scope < 0 ? 1 : sheet.row_count(scope);
    std::vector<std::string> texts;
    for (int row = 0; row < rows; ++row) {
        const bool counts = scope < 0 || sheet.counts(scope, row);
        texts.push_back((counts ? "" : "(not relevant) ") + forms::text_of(sheet.answer(node, row)));
    }
    return texts;
}

}  // namespace

TEST_CASE("a question reads the same from what it needs of a record as from the whole record") {
    std::size_t left_out = 0, said = 0;
    for (const auto& [id, form] : test::shipped_programme().forms) {
        AnswerSheet sheet(form);
        std::vector<Fields> records;
        for (unsigned seed = 1; seed <= 5; ++seed) records.push_back(MadeUpAnswers(*form, seed).make());
        for (int node = 0; node < static_cast<int>(form->definition.nodes.size()); ++node) {
            const bool is_in_two = form->node(node).scope >= 0 && form->node(form->node(node).scope).scope >= 0;
            if (form->plan(node).value < 0 || is_in_two) continue;
            const forms::NeededAnswers needed(form, {node});
            for (const Fields& record : records) {
                CAPTURE(id, form->node(node).id);
                const Fields kept = needed_of(record, needed);
                const auto whole = read(sheet, record, node);
                CHECK(read(sheet, kept, node) == whole);
                left_out += record.size() - kept.size();
                said += std::any_of(whole.begin(), whole.end(), [](const auto& text) { return !text.empty(); });
            }
        }
    }
    CHECK(left_out > 10'000);
    CHECK(said > 2'000);
}

TEST_CASE("a calculation needs what it is made of, and whatever decides whether that is asked") {
    const auto compiled =
        forms::compile_package(R"form({"id":"f","version":1,"title":{"vi":"Phiếu","en":"Form"},"survey":[
      {"type":"integer","name":"age","label":{"vi":"Tuổi"}},
      {"type":"begin_group","name":"adult","relevant":"${age} >= 18","label":{"vi":"Người lớn"},"children":[
      {"type":"integer","name":"score","label":{"vi":"Điểm"}},
      {"type":"text","name":"remark","label":{"vi":"Ghi chú"}}]},
      {"type":"calculate","name":"risk","calculation":"if(${score} > 3, 'high', 'low')"},
      {"type":"text","name":"address","label":{"vi":"Địa chỉ"}}]
})form");
    REQUIRE(compiled);
    const forms::NeededAnswers needed(compiled.form, {compiled.form->find("risk")});
    CHECK(needed.has("age"));
    CHECK(needed.has(compiled.form->node(compiled.form->find("adult/score")).id));
    CHECK_FALSE(needed.has(compiled.form->node(compiled.form->find("adult/remark")).id));
    CHECK_FALSE(needed.has("address"));
    CHECK(needed.has("~status"));
    CHECK(needed.has("what/no/form/knows"));
}
