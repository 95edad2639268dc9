// Answers to every question of a form, made up by chance: what nobody would write, and everything that may be asked.
#pragma once
#include <random>
#include <string>

#include "shared/forms/compile.h"

namespace nuong::test {

inline const Date made_up_today = *parse_date("2024-06-30");  // its days lie in the 900 before it

class MadeUpAnswers {
public:
    MadeUpAnswers(const forms::CompiledForm& form, unsigned seed) : form_(form), random_(seed) {}

    Fields make() {
        for (int node = 0; node < static_cast<int>(form_.definition.nodes.size()); ++node) {
            const forms::Node& written = form_.node(node);
            if (form_.plan(node).value < 0 || written.type == forms::FieldType::calculate) continue;
            if (written.scope < 0) answer(written, written.id);
            else if (const forms::Node& repeat = form_.node(written.scope); repeat.scope < 0)
                for (int row = 0; row < rows_of_each; ++row)
                    answer(written, repeat.id + "/r" + std::to_string(row) + written.id.substr(repeat.id.size()));
        }
        return std::move(answers_);
    }

private:
    static constexpr int rows_of_each = 3;

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
            case forms::FieldType::date: return to_string(made_up_today - std::chrono::days(below(900)));
            default: return "chữ " + std::to_string(below(4));
        }
    }

    const forms::CompiledForm& form_;
    std::mt19937 random_;
    Fields answers_;
};

}  // namespace nuong::test
