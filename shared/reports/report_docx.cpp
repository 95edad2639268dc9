// ReportTable as the text of a report to the committee: the same figures in sentences, section by section, with room
// for what no program knows (leadership, difficulties, plans, proposals).
#include <algorithm>
#include <cstdio>
#include <utility>

#include "shared/base/local_text.h"
#include "shared/model/value.h"
#include "shared/reports/annex_words.h"
#include "shared/reports/printed_table.h"
#include "shared/reports/report_chapters.h"
#include "shared/reports/word_document.h"

namespace nuong::reports {
namespace {

constexpr int first_line = 12;  // millimetres
constexpr std::size_t nothing_named_max = 12;

const Message leadership_title{"I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI", "I. LEADERSHIP AND ORGANISATION"},
    results_title{"II. KẾT QUẢ THỰC HIỆN", "II. RESULTS"},
    difficulties_title{"III. KHÓ KHĂN, VƯỚNG MẮC", "III. DIFFICULTIES"},
    plans_title{"IV. PHƯƠNG HƯỚNG, NHIỆM VỤ", "IV. PLANS"}, proposals_title{"V. KIẾN NGHỊ, ĐỀ XUẤT", "V. PROPOSALS"};
constexpr const char* room_to_write = "…………………………………………………………………………";  // a line

class ReportWriter {
public:
    ReportWriter(const ReportTable& table, Language language) : table_(table), language_(language) {}

    bool write(const std::string& path) {
        add_heads();
        add_room(leadership_title);
        add_results();
        for (const std::string& line : lines_below(table_, language_)) add_text(line);
        for (const Message& title : {difficulties_title, plans_title, proposals_title}) add_room(title);
        add_signatures();
        document_.set_title(say(table_.title));
        document_.set_footer(say(table_.source));
        return document_.write(path);
    }

private:
    std::string say(const Message& words) const { return words.in(language_); }
    std::string say(const char* vi, const char* en) const { return language_ == Language::vi ? vi : en; }
    template <class Number>
    std::string number(const Number& value) const {
        return number_text(language_, plain(value));
    }
    static std::string plain(const Decimal& value) { return to_string(value); }
    static std::string plain(double value) { return plain_number(value); }

    void add_heads() {
        const auto line = [](std::string text, bool is_bold, bool is_underlined = false) {
            Paragraph paragraph{.text = std::move(text)};
            paragraph.is_bold = is_bold;
            paragraph.is_italic = !is_bold;
            paragraph.is_underlined = is_underlined;
            paragraph.align = Align::centre;
            paragraph.above = 0;
            return paragraph;
        };
        document_.add_side_by_side(
            {line(say(annex::office), true), line(say(annex::unit), true), line(say(annex::number), false)},
            {line(say(annex::country), true), line(say(annex::motto), true, true), line(say(annex::day), false)});
        const std::string kind = say("BÁO CÁO", "REPORT");
        std::vector<std::string> titles{say(table_.title)};
        if (!titles.front().starts_with(kind)) titles.insert(titles.begin(), kind);
        document_.add({.text = "", .above = 10});
        for (const std::string& title : titles) document_.add(line(title, true));
        document_.add(line(say(subject_of(table_)), true));
    }

    void add_title(const std::string& text, int above) {
        Paragraph title{.text = text};
        title.is_bold = true;
        title.indent = first_line;
        title.above = above;
        document_.add(title);
    }

    void add_text(const std::string& text) {
        Paragraph paragraph{.text = text};
        paragraph.indent = first_line;
        document_.add(paragraph);
    }

    void add_room(const Message& title) {
        add_title(say(title), 12);
        for (int i = 0; i < 2; ++i) add_text(room_to_write);
    }

    // "A. Tiểu dự án 1", in it "1. Biểu 01", in it "1.1. Chỉ tiêu và kết quả".
    void add_results() {
        add_title(say(results_title), 12);
        char letter = 'A';
        for (const ReportChapter& chapter : chapters_of(table_)) {
            const bool has_title = !chapter.title.vi.empty();
            if (has_title) add_title(std::string(1, letter++) + ". " + say(chapter.title), 10);
            add_sections(chapter.sections, has_title);
        }
    }

    void add_sections(const std::vector<std::size_t>& sections, bool names_forms) {
        int forms = 0, parts = 0;
        const ReportSection* before = nullptr;
        for (const std::size_t at : sections) {
            const ReportSection& section = table_.sections[at];
            if (names_forms && (!before || before->form != section.form)) {
                parts = 0;
                add_title(std::to_string(++forms) + ". " + say(section.form_title), 10);
            }
            before = &section;
            const std::string above = names_forms ? std::to_string(forms) + "." : "";
            add_title(above + std::to_string(++parts) + ". " + without_number(say(section.title)), 6);
            add_figures(section);
            if (!section.list_head.empty()) add_list(section);
        }
    }

    void add_figures(const ReportSection& section) {
        std::vector<std::string> none;
        std::string told, of;  // a line that may go on, and what it tells of
        const auto end_line = [&] {
            if (!told.empty()) add_text("- " + std::exchange(told, "") + ".");
        };
        for (const ReportRow& row : section.rows) {
            if (is_nothing(row)) {
                none.push_back(say(row.label));
                continue;
            }
            const auto [whole, part] = parted(say(row.label));
            const bool goes_on = !told.empty() && !whole.empty() && whole == of && !is_compared(row);
            if (!goes_on) end_line();
            told += goes_on ? "; " + part + ": " + figure(row) : say(row.label) + ": " + figure(row);
            of = is_compared(row) ? "" : whole;
        }
        end_line();
        if (!none.empty()) add_text("- " + say("Không phát sinh: ", "None: ") + named(none, section) + ".");
    }

    // "Người sau cai: đầu kỳ" is a part of what is told of them; they are named once in a line.
    static std::pair<std::string, std::string> parted(const std::string& label) {
        const std::size_t colon = label.find(": ");
        if (colon == std::string::npos) return {"", label};
        return {label.substr(0, colon), label.substr(colon + 2)};
    }
    static bool is_compared(const ReportRow& row) { return row.total.target || row.total.previous; }

    // What is not told is among them, so a long list may be left out.
    std::string named(const std::vector<std::string>& none, const ReportSection& section) const {
        if (none.size() > nothing_named_max && none.size() == section.rows.size())
            return say("mọi nội dung của phần này", "everything in this part");
        if (none.size() > nothing_named_max)
            return std::to_string(none.size()) + say(" nội dung còn lại của phần này", " others in this part");
        std::string names;
        for (const std::string& each : none) names += (names.empty() ? "" : "; ") + each;
        return names;
    }

    // Not what is hidden, or blank because nobody could count it.
    static bool is_nothing(const ReportRow& row) {
        const Cell& total = row.total;
        return total.status != CellStatus::hidden && total.status != CellStatus::not_held && !total.target &&
               total.numerator == 0.0 && total.denominator.value_or(0) == 0 && total.previous.value_or(0) == 0;
    }

    std::string figure(const ReportRow& row) const {
        const Cell& total = row.total;
        if (total.status == CellStatus::hidden) return say(words_of(CellStatus::hidden));
        if (total.status == CellStatus::not_held) return as_far_as_held(row);
        std::string text = row.is_share ? share(row) : amount(row);
        if (total.target) {
            text += say("; mục tiêu ", "; target ") + number(*total.target) + sign_of(row);
            if (total.percent_of_target && !row.is_share)
                text += say(", bằng ", ", that is ") + number(*total.percent_of_target) + "%";
        }
        if (total.previous) text += say("; kỳ trước ", "; the period before ") + before(row) + sign_of(row);
        return text + (is_of_target(total.status) ? " (" + say(words_of(total.status)) + ")" : "");
    }

    static std::string sign_of(const ReportRow& row) { return row.is_share && row.unit != "ratio" ? "%" : ""; }

    // With as many places as what stands beside it.
    std::string before(const ReportRow& row) const {
        if (!row.is_share || !row.total.value) return number(*row.total.previous);
        char text[64];
        std::snprintf(text, sizeof text, "%.*f", row.total.value->places, *row.total.previous);
        return number_text(language_, text);
    }

    // Of a share it may be known how many, but not of how many.
    std::string as_far_as_held(const ReportRow& row) const {
        const std::string words = say(words_of(CellStatus::not_held));
        return row.total.numerator ? amount(row) + say(" (mẫu số ", " (the denominator is ") + words + ")" : words;
    }

    std::string share(const ReportRow& row) const {
        const Cell& cell = row.total;
        if (!cell.value) return "-";
        std::string text = number(*cell.value) + sign_of(row);
        if (cell.numerator && cell.denominator)
            text += " (" + number(*cell.numerator) + "/" + number(*cell.denominator) + ")";
        return text;
    }

    std::string amount(const ReportRow& row) const {
        if (!row.total.numerator) return "-";
        std::string text = number(*row.total.numerator);
        if (row.unit == "people") text += say(" người", " people");
        if (row.unit == "turns") text += say(" lượt", " turns");
        if (row.total.turns) text += ", " + number(*row.total.turns) + say(" lượt", " turns");
        return text;
    }

    void add_list(const ReportSection& section) {
        const Grid grid = grid_of_list(table_, section, language_);
        if (section.list.empty()) return add_text(section.lists_all ? say("Không có.", "None.") : grid.note);
        std::vector<std::vector<std::string>> lines{grid.head};
        for (const auto& cells : grid.lines) {
            lines.emplace_back();
            for (const GridCell& cell : cells) lines.back().push_back(date_text(cell.text));
        }
        document_.add_table(lines);
        if (!section.lists_all) add_text(grid.note);
    }

    void add_signatures() {
        const auto line = [](std::string text, bool is_bold) {
            Paragraph paragraph{.text = std::move(text)};
            paragraph.is_bold = is_bold;
            paragraph.is_italic = !is_bold;
            paragraph.align = Align::centre;
            return paragraph;
        };
        Paragraph copies = line(say("Nơi nhận:", "Copies to:"), true);
        copies.align = Align::left;
        copies.is_italic = true;
        Paragraph whom{.text = "- ……………………"};
        whom.align = Align::left;
        document_.add({});
        document_.add_side_by_side({copies, whom},
                                   {line(say(annex::chief), true), line(say(annex::chief_signs), false)});
    }

    const ReportTable& table_;
    Language language_;
    WordDocument document_;
};

}  // namespace

bool write_docx(const ReportTable& table, Language language, const std::string& path) {
    return ReportWriter(table, language).write(path);
}

}  // namespace nuong::reports
