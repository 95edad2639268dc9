// Of a record only what a report needs is read. What it then sees must be what it would have seen of the whole record:
// every question of every shipped form, with answers made up by chance.
#include "shared/forms/needed_answers.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "shared/reports/answer_sheet.h"
#include "shared/reports/tally.h"
#include "tests/shared/reports/programme_world.h"

using namespace nuong;
using namespace nuong::reports;

namespace {

const Date today = *parse_date("2024-06-30");
constexpr int rows_max = 3;

class MadeUpAnswers {
public:
    MadeUpAnswers(const forms::CompiledForm& form, unsigned seed) : form_(form), random_(seed) {}

    Fields make() {
        for (int node = 0; node < static_cast<int>(form_.definition.nodes.size()); ++node) {
            const forms::Node& written = form_.node(node);
            if (form_.plan(node).value < 0 || written.type == forms::FieldType::calculate) continue;
            if (written.scope < 0) answer(written, written.id);
            else if (const forms::Node& repeat = form_.node(written.scope); repeat.scope < 0)
                for (int row = 0; row < rows_max; ++row)
                    answer(written, repeat.id + "/r" + std::to_string(row) + written.id.substr(repeat.id.size()));
        }
        return std::move(answers_);
    }

private:
    int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }

    void answer(const forms::Node& question, const Path& path) {
        if (below(5) > 0) answers_.push_back({path, value_of(question)});
    }
    Value value_of(const forms::Node& question) {
        const forms::ChoiceList* list = form_.definition.list(question.list);
        if (list && !list->choices.empty())
            return list->choices[static_cast<std::size_t>(below(static_cast<int>(list->choices.size())))].name;
        switch (question.type) {
            case forms::FieldType::integer: return below(40);
            case forms::FieldType::decimal: return below(40) / 4.0;
            case forms::FieldType::date: return to_string(today - std::chrono::days(below(900)));
            default: return "chữ " + std::to_string(below(4));
        }
    }

    const forms::CompiledForm& form_;
    std::mt19937 random_;
    Fields answers_;
};

Fields needed_of(const Fields& answers, const forms::NeededAnswers& needed) {
    Fields kept;
    for (const NamedValue& answer : answers)
        if (needed.has(answer.name)) kept.push_back(answer);
    return kept;
}

std::vector<std::string> read(AnswerSheet& sheet, const Fields& answers, int node) {
    sheet.load(answers, today);
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
