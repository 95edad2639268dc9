#include "shared/printing/blank_form.h"

#include <set>

#include "shared/forms/words.h"
#include "shared/printing/blank_space.h"
#include "shared/printing/numbering.h"
#include "shared/printing/print_words.h"

namespace nuong::printing {
namespace {

using forms::FieldType;

constexpr std::size_t columns_at_once = 5;  // that an A4 page has room for; more go on in a table below

class BlankForm {
public:
    BlankForm(const forms::CompiledForm& form, const std::string& language)
        : form_(form), language_(language), numbers_(numbers_of(form.definition)), writer_(paper_) {}

    Paper made() {
        const forms::FormDefinition& written = form_.definition;
        paper_.language = language_;
        paper_.title = written.title.in(language_, written.default_language);
        paper_.version =
            say("Mẫu ", "Form ") + written.id + say(" · phiên bản ", " · version ") + std::to_string(written.version);
        paper_.head = {{say("Đơn vị", "Unit"), ""},
                       {say("Địa bàn", "Area"), ""},
                       {say("Ngày ghi", "Date"), ""},
                       {say("Người ghi", "Filled by"), ""}};
        add_range(0, static_cast<int>(written.nodes.size()));
        add_legend();
        paper_.foot.push_back(
            say("Khi đã ghi, tờ này có dữ liệu cá nhân: giữ kín, nhập vào máy rồi cất hoặc hủy theo quy định.",
                "Once filled, this sheet holds personal data: keep it closed, enter it, then lock it "
                "away or destroy it as the rules say."));
        paper_.foot.push_back(paper_.title + " · " + paper_.version);
        return std::move(paper_);
    }

private:
    std::string say(const char* vi, const char* en) const { return language_ == "vi" ? vi : en; }
    const std::string& number(int node) const { return numbers_[static_cast<std::size_t>(node)]; }
    std::string label(int node) const {
        const std::string text = blank_text(form_, form_.node(node).label, form_.plan(node).label, language_);
        return text.empty() && forms::is_asked(form_.node(node).type) ? form_.node(node).name : text;
    }
    std::string condition(int node) const {
        const std::string words = condition_of(form_, node, numbers_, language_).value_or("");
        return words.empty() ? "" : say("Chỉ hỏi nếu ", "Ask only if ") + words;
    }
    bool is_after_computing(int node) const {
        for (int each = node; each >= 0; each = form_.node(each).parent)
            if (!condition_of(form_, each, numbers_, language_)) return true;
        return false;
    }

    std::string hint(int node) const {
        std::string text = blank_text(form_, form_.node(node).hint, form_.plan(node).hint, language_);
        const std::string how = how_to_answer(form_, node, language_);
        return text + (text.empty() || how.empty() ? "" : " ") + how;
    }

    std::string missing(int node) {
        std::string codes;
        for (const std::string& reason : form_.node(node).missing) {
            used_.insert(reason);
            codes += (codes.empty() ? "" : ", ") + missing_code(reason, language_);
        }
        return codes;
    }

    void add_range(int first, int last) {
        for (int i = first; i < last;) {
            add_node(i);
            i = forms::is_container(form_.node(i).type) ? form_.node(i).end : i + 1;
        }
    }

    void add_node(int i) {
        const forms::Node& node = form_.node(i);
        if (node.type == FieldType::repeat) return add_repeat(i);
        if (node.type == FieldType::group) {
            writer_.open({number(i), label(i), condition(i), writer_.depth()});
            if (is_grid(form_.definition, i)) add_grid(i);
            else add_range(i + 1, node.end);
            return writer_.close();
        }
        if (node.type == FieldType::note) return add_note(i);
        if (!forms::is_asked(node.type)) return;
        writer_.add(Question{number(i), label(i), hint(i), condition(i), missing(i), node.required == "true()",
                             blank_space(form_, i, language_)});
    }

    void add_note(int i) {
        if (!is_after_computing(i)) writer_.add(Remark{label(i), condition(i)});
    }

    void add_grid(int group) {
        Grid grid;
        for (int i = group + 1; i < form_.node(group).end; ++i) {
            if (!forms::is_asked(form_.node(i).type)) continue;
            if (grid.columns.empty()) grid.columns = choice_labels(form_, i, language_);
            GridRow row{number(i), label(i), condition(i), std::vector<bool>(grid.columns.size()), ""};
            if (const std::string codes = missing(i); !codes.empty()) row.label += " (" + codes + ")";
            grid.rows.push_back(std::move(row));
        }
        if (!grid.rows.empty()) writer_.add(std::move(grid));
    }

    void add_repeat(int repeat) {
        std::vector<int> columns;
        std::vector<int> within;  // repeats in its rows
        writer_.open({number(repeat), label(repeat), condition(repeat), writer_.depth()});
        for (int i = repeat + 1; i < form_.node(repeat).end;) {
            const forms::Node& node = form_.node(i);
            if (node.type == FieldType::repeat) within.push_back(i);
            else if (node.type == FieldType::note) add_note(i);
            else if (forms::is_asked(node.type)) columns.push_back(i);
            i = node.type == FieldType::repeat ? node.end : i + 1;
        }
        for (std::size_t from = 0; from < columns.size(); from += columns_at_once)
            add_table(repeat, std::span(columns).subspan(from, std::min(columns_at_once, columns.size() - from)));
        for (const int inner : within) add_repeat(inner);
        writer_.close();
    }

    void add_table(int repeat, std::span<const int> nodes) {
        Table table;
        const int around = form_.node(repeat).scope;
        table.corner = around < 0
                           ? say("Dòng", "Row")
                           : say("Của dòng [", "Of row [") + (number(around).empty() ? "…" : number(around)) + "]";
        TableRow row;
        for (const int node : nodes) {
            std::string small = hint(node);
            if (const std::string codes = missing(node); !codes.empty()) small += " (" + codes + ")";
            table.columns.push_back({number(node), label(node), small, condition(node)});
            row.cells.push_back(blank_cell(form_, node, language_));
        }
        for (int i = 1; i <= empty_rows; ++i) {
            row.name = around < 0 ? std::to_string(i) : "";
            table.rows.push_back(row);
        }
        writer_.add(std::move(table));
        for (const int node : nodes)
            if (const std::string choices = choices_beside(form_, node, language_); !choices.empty())
                writer_.add(Remark{"[" + number(node) + "] " + say("ghi: ", "write: ") + choices, ""});
    }

    void add_legend() {
        paper_.legend.push_back(
            say("Số trong [ ] là số thứ tự câu hỏi trên giấy này. Câu có dấu * phải trả lời.",
                "Numbers in [ ] count the questions on this paper. Questions with * must be answered."));
        if (used_.empty()) return;
        std::set<std::string> told;
        std::string codes;
        for (const std::string& reason : used_) {
            const std::string one = missing_code(reason, language_) + " = " + forms::missing_text(reason, language_);
            if (told.insert(one).second) codes += (codes.empty() ? "" : " · ") + one;
        }
        paper_.legend.push_back(say("Không có câu trả lời thì ghi, nơi có mã này: ",
                                    "Where there is no answer and one of these codes is given, write it: ") +
                                codes);
    }

    const forms::CompiledForm& form_;
    std::string language_;
    Numbers numbers_;
    Paper paper_;
    PaperWriter writer_;
    std::set<std::string> used_;  // reasons for having no answer
};

}  // namespace

Paper blank_form(const forms::CompiledForm& form, const std::string& language) {
    return BlankForm(form, language).made();
}

}  // namespace nuong::printing
