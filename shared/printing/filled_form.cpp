#include "shared/printing/filled_form.h"

#include <algorithm>

#include "shared/printing/blank_space.h"
#include "shared/printing/numbering.h"
#include "shared/printing/print_words.h"

namespace nuong::printing {
namespace {

constexpr std::size_t filled_columns_at_once = 6;

class FilledForm {
public:
    FilledForm(const forms::Instance& instance, const RecordFacts& facts, const PrintMask& mask)
        : instance_(instance),
          form_(instance.form()),
          facts_(facts),
          id_(short_id(facts.id)),
          language_(instance.environment().language),
          numbers_(numbers_of(form_.definition)),
          left_out_(form_, mask),
          items_(instance.items()),
          writer_(paper_) {
        // A title is a person's name, whichever class the question that points there has.
        // A picture may be a face or a name, whatever the form says of it.
        if (mask.contains(forms::Sensitivity::identifying)) {
            facts_.names_of.record = short_reference;
            facts_.picture_of = nullptr;
        }
    }

    Paper made() {
        const forms::FormDefinition& written = form_.definition;
        paper_.language = language_;
        paper_.title = written.title.in(language_, written.default_language);
        paper_.version =
            say("Mẫu ", "Form ") + written.id + say(" · phiên bản ", " · version ") + std::to_string(written.version);
        paper_.head = {{say("Mã phiếu", "Record"), id_},
                       {say("Trạng thái", "State"), facts_.status},
                       {say("Địa bàn", "Area"), facts_.area},
                       {say("Ngày in", "Printed on"), facts_.printed_at}};
        add_warnings();
        add_range(0, items_.size());
        paper_.foot.push_back(
            say("Tờ này có dữ liệu cá nhân: giữ kín, không chụp hay gửi đi, cất hoặc hủy theo quy định.",
                "This sheet holds personal data: keep it closed, do not photograph or forward it, lock "
                "it away or destroy it as the rules say."));
        paper_.foot.push_back(say("Phiếu ", "Record ") + id_ + " · " + facts_.status + " · " + facts_.area +
                              say(" · người in: ", " · printed by: ") + facts_.printed_by + " · " + facts_.printed_at);
        return std::move(paper_);
    }

private:
    struct Column {
        int node;
        std::vector<std::size_t> items;  // its item in each row; npos when the row has none
    };

    static std::string short_reference(const Value& value) { return short_id(value.text()); }
    std::string say(const char* vi, const char* en) const { return language_ == "vi" ? vi : en; }
    const std::string& number(int node) const { return numbers_[static_cast<std::size_t>(node)]; }

    void add_warnings() {
        if (facts_.is_restricted)
            paper_.legend.push_back(say(
                "Hạn chế xử lý: dữ liệu này chỉ được giữ, và dùng cho việc luật buộc. Tờ này chỉ để đưa cho chính "
                "người "
                "ấy, hoặc cho việc luật buộc làm.",
                "Processing restricted: these data are only kept, and used for what the law orders. This sheet is for "
                "the person, or for what the law orders."));
        if (facts_.conflicts > 0)
            paper_.legend.push_back(
                std::to_string(facts_.conflicts) +
                say(" chỗ hai người ghi khác nhau, chưa ai quyết định: tờ này chỉ in giá trị đang dùng tạm.",
                    " answers were written differently by two people and nobody has decided: this sheet shows only the "
                    "values in force meanwhile."));
        if (const int masked = left_out_.questions(); masked > 0)
            paper_.legend.push_back(
                say("Vai trò của người in không được in hết: ", "The role of who printed may not print everything: ") +
                std::to_string(masked) +
                say(" câu của biểu mẫu không có trên tờ này, dù có được trả lời hay không.",
                    " questions of the form are not on this sheet, answered or not."));
    }

    std::size_t end_of(std::size_t at) const {
        std::size_t end = at + 1;
        while (end < items_.size() && items_[end].depth > items_[at].depth) ++end;
        return end;
    }

    bool is_left_out(std::size_t at) const {
        return left_out_.node(items_[at].node) || !instance_.is_relevant(items_[at]);
    }

    std::string label(const forms::ItemView& view, int node) const {
        const forms::NodePlan& plan = form_.plan(node);
        const std::string text =
            left_out_.quotes(plan.label) ? blank_text(form_, view.node->label, plan.label, language_) : view.label;
        return text.empty() && forms::is_asked(view.node->type) ? view.node->name : text;
    }
    // Asked, or computed for people to see.
    static bool holds_answer(const forms::Node& node) {
        return forms::is_asked(node.type) || (node.type == forms::FieldType::calculate && !node.label.empty());
    }

    std::string answer(const forms::ItemView& view) const { return answer_text(instance_, view, facts_.names_of); }
    Space space(const forms::ItemView& view, int node, const std::string& text) const {
        if (view.node->control == "upload" && facts_.picture_of && !view.value.is_blank())
            if (auto picture = facts_.picture_of(view.value)) {
                picture->words = label(view, node);
                return *std::move(picture);
            }
        return Written{text};
    }
    std::string unanswered() const { return say("(chưa trả lời)", "(not answered)"); }

    void add_range(std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; i = end_of(i))
            if (!is_left_out(i)) add_item(i);
    }

    void add_item(std::size_t at) {
        const int node = items_[at].node;
        const forms::ItemView view = instance_.view(items_[at]);
        switch (view.node->type) {
            case forms::FieldType::repeat: return add_repeat(at, "");
            case forms::FieldType::group:
                writer_.open({number(node), label(view, node), "", writer_.depth()});
                if (is_grid(form_.definition, node)) add_grid(at);
                else add_range(at + 1, end_of(at));
                return writer_.close();
            case forms::FieldType::note: return writer_.add(Remark{label(view, node), ""});
            default: break;
        }
        if (!holds_answer(*view.node)) return;
        const std::string text = answer(view);
        if (text.empty() && !forms::is_asked(view.node->type)) return;
        writer_.add(Question{number(node), label(view, node), "", "", "", false,
                             space(view, node, text.empty() ? unanswered() : text)});
    }

    void add_grid(std::size_t at) {
        Grid grid;
        for (std::size_t i = at + 1; i < end_of(at); ++i) {
            const forms::ItemView view = instance_.view(items_[i]);
            if (is_left_out(i) || !forms::is_asked(view.node->type)) continue;
            const forms::ChoiceList& list = *form_.plan(items_[i].node).list;
            if (grid.columns.empty()) grid.columns = choice_labels(form_, items_[i].node, language_);
            GridRow row{number(items_[i].node), label(view, items_[i].node), "", {}, ""};
            for (const forms::Choice& choice : list.choices) row.ticked.push_back(view.value.text() == choice.name);
            if (std::find(row.ticked.begin(), row.ticked.end(), true) == row.ticked.end()) {
                row.instead = answer(view);
                if (row.instead.empty()) row.instead = unanswered();
            }
            grid.rows.push_back(std::move(row));
        }
        if (!grid.rows.empty()) writer_.add(std::move(grid));
    }

    Space cell(std::size_t item) const {
        if (item == std::string::npos) return Written{"–"};
        const forms::ItemView view = instance_.view(items_[item]);
        return space(view, items_[item].node, answer(view));
    }

    // `of_row`: which row of the table around it this is about.
    void add_repeat(std::size_t at, const std::string& of_row) {
        const int repeat = items_[at].node;
        std::vector<std::size_t> rows;
        for (std::size_t i = at + 1; i < end_of(at); i = end_of(i))
            if (items_[i].is_row && !is_left_out(i)) rows.push_back(i);
        std::string title = label(instance_.view(items_[at]), repeat);
        if (!of_row.empty()) title += say(" · dòng ", " · row ") + of_row;
        writer_.open({number(repeat), title, "", writer_.depth()});
        add_rows(repeat, rows);
        for (std::size_t row = 0; row < rows.size(); ++row)
            for (std::size_t i = rows[row] + 1; i < end_of(rows[row]);) {
                const bool is_repeat = form_.node(items_[i].node).type == forms::FieldType::repeat;
                if (is_repeat && !is_left_out(i))
                    add_repeat(i, (of_row.empty() ? "" : of_row + ".") + std::to_string(row + 1));
                i = is_repeat ? end_of(i) : i + 1;
            }
        writer_.close();
    }

    std::vector<Column> columns_of(int repeat, const std::vector<std::size_t>& rows) const {
        std::vector<Column> columns;
        for (int node = repeat + 1; node < form_.node(repeat).end; ++node) {
            if (form_.node(node).scope != repeat || !holds_answer(form_.node(node)) || left_out_.node(node)) continue;
            Column column{node, {}};
            bool is_asked_somewhere = false;
            for (const std::size_t row : rows) {
                std::size_t found = std::string::npos;
                for (std::size_t i = row + 1; i < end_of(row); ++i)
                    if (items_[i].node == node && !is_left_out(i)) found = i;
                column.items.push_back(found);
                is_asked_somewhere = is_asked_somewhere || found != std::string::npos;
            }
            if (is_asked_somewhere) columns.push_back(std::move(column));
        }
        return columns;
    }

    void add_rows(int repeat, const std::vector<std::size_t>& rows) {
        const std::vector<Column> columns = columns_of(repeat, rows);
        for (std::size_t from = 0; from < columns.size(); from += filled_columns_at_once) {
            const std::size_t to = std::min(from + filled_columns_at_once, columns.size());
            Table table;
            table.corner = say("Dòng", "Row");
            for (std::size_t row = 0; row < rows.size(); ++row) table.rows.push_back({std::to_string(row + 1), {}});
            for (std::size_t i = from; i < to; ++i) {
                const int node = columns[i].node;
                table.columns.push_back({number(node),
                                         blank_text(form_, form_.node(node).label, form_.plan(node).label, language_),
                                         "", ""});
                for (std::size_t row = 0; row < rows.size(); ++row) {
                    table.rows[row].cells.push_back(cell(columns[i].items[row]));
                }
            }
            writer_.add(std::move(table));
        }
    }

    const forms::Instance& instance_;
    const forms::CompiledForm& form_;
    RecordFacts facts_;
    std::string id_;
    std::string language_;
    Numbers numbers_;
    LeftOut left_out_;
    std::vector<forms::Item> items_;
    Paper paper_;
    PaperWriter writer_;
};

}  // namespace

Paper filled_form(const forms::Instance& instance, const RecordFacts& facts, const PrintMask& mask) {
    return FilledForm(instance, facts, mask).made();
}

}  // namespace nuong::printing
