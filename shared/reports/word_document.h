// WordDocument: paragraphs and tables of a .docx file (Office Open XML, ECMA-376), as an office writes its papers
// (Decree 30/2020/NĐ-CP): Times New Roman 14, A4 upright. What is put in comes out in the same bytes every time.
#pragma once
#include <memory>
#include <string>
#include <vector>

namespace nuong::reports {

enum class Align { both, left, centre };

struct Paragraph {
    std::string text;
    bool is_bold = false, is_italic = false, is_underlined = false;
    Align align = Align::both;
    int indent = 0;  // of the first line, in millimetres
    int above = 6;   // points
};

class WordDocument {
public:
    WordDocument();
    ~WordDocument();

    void add(const Paragraph& paragraph);
    // Two columns without lines: the heads of a letter, its signatures.
    void add_side_by_side(const std::vector<Paragraph>& left, const std::vector<Paragraph>& right);
    // The first line is the head, repeated on every page.
    void add_table(const std::vector<std::vector<std::string>>& lines);
    // On every page, beside its number.
    void set_footer(const std::string& text);
    void set_title(const std::string& title);

    // False when it cannot be written whole.
    bool write(const std::string& path) const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace nuong::reports
