#include "shared/reports/word_document.h"

#include <zip.h>

#include <fstream>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <sstream>
#include <utility>

namespace nuong::reports {
namespace {

constexpr const char* main_names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr const char* relation_names = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

constexpr const char* content_types =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>)";
constexpr const char* package_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>)";
constexpr const char* document_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>)";
constexpr const char* styles =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>)";

constexpr double twips_per_mm = 56.7;
constexpr int paper_width = 11906, paper_height = 16838;  // A4, in twips
constexpr int margin_left = 1701, margin_right = 1134, margin_top = 1134, margin_bottom = 1134;
constexpr int text_width = paper_width - margin_left - margin_right;
constexpr int table_letters = 24, side_letters = 24, footer_letters = 18;  // half points

pugi::xml_node child(pugi::xml_node node, const char* name, std::string value = {}) {
    pugi::xml_node made = node.append_child(name);
    if (!value.empty()) made.append_attribute("w:val") = value.c_str();
    return made;
}

void set(pugi::xml_node node, const char* name, int value) { node.append_attribute(name) = value; }

void add_run(pugi::xml_node paragraph, const std::string& text, const Paragraph& look, int letters) {
    pugi::xml_node run = child(paragraph, "w:r");
    pugi::xml_node properties = child(run, "w:rPr");
    if (look.is_bold) child(properties, "w:b");
    if (look.is_italic) child(properties, "w:i");
    if (letters > 0) {
        child(properties, "w:sz", std::to_string(letters));
        child(properties, "w:szCs", std::to_string(letters));
    }
    if (look.is_underlined) child(properties, "w:u", "single");
    pugi::xml_node words = child(run, "w:t");
    words.append_attribute("xml:space") = "preserve";
    words.text() = text.c_str();
}

const char* name_of(Align align) { return align == Align::centre ? "center" : align == Align::left ? "left" : "both"; }

void add_paragraph(pugi::xml_node around, const Paragraph& paragraph, int letters = 0) {
    pugi::xml_node node = child(around, "w:p");
    pugi::xml_node properties = child(node, "w:pPr");
    pugi::xml_node spacing = child(properties, "w:spacing");
    set(spacing, "w:before", 20 * paragraph.above);
    set(spacing, "w:after", 0);
    if (paragraph.indent > 0)
        set(child(properties, "w:ind"), "w:firstLine", static_cast<int>(paragraph.indent * twips_per_mm));
    child(properties, "w:jc", name_of(paragraph.align));
    add_run(node, paragraph.text, paragraph, letters);
}

pugi::xml_node add_table_node(pugi::xml_node body, const std::vector<int>& widths, bool has_lines) {
    pugi::xml_node table = child(body, "w:tbl");
    pugi::xml_node properties = child(table, "w:tblPr");
    pugi::xml_node width = child(properties, "w:tblW");
    set(width, "w:w", text_width);
    width.append_attribute("w:type") = "dxa";
    if (has_lines) {
        pugi::xml_node borders = child(properties, "w:tblBorders");
        for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
            pugi::xml_node line = child(borders, side, "single");
            set(line, "w:sz", 4);
        }
    }
    child(properties, "w:tblLayout").append_attribute("w:type") = "fixed";
    pugi::xml_node grid = child(table, "w:tblGrid");
    for (const int each : widths) set(child(grid, "w:gridCol"), "w:w", each);
    return table;
}

pugi::xml_node add_cell(pugi::xml_node row, int width) {
    pugi::xml_node cell = child(row, "w:tc");
    pugi::xml_node size = child(child(cell, "w:tcPr"), "w:tcW");
    set(size, "w:w", width);
    size.append_attribute("w:type") = "dxa";
    return cell;
}

std::string text_of(const pugi::xml_document& document) {
    std::ostringstream out;
    document.save(out, "", pugi::format_raw);
    return out.str();
}

pugi::xml_node begin(pugi::xml_document& document, const char* root) {
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    declaration.append_attribute("standalone") = "yes";
    pugi::xml_node node = document.append_child(root);
    node.append_attribute("xmlns:w") = main_names;
    node.append_attribute("xmlns:r") = relation_names;
    return node;
}

std::string footer_of(const std::string& text) {
    pugi::xml_document document;
    pugi::xml_node paragraph = child(begin(document, "w:ftr"), "w:p");
    pugi::xml_node tab = child(child(child(paragraph, "w:pPr"), "w:tabs"), "w:tab", "right");
    set(tab, "w:pos", text_width);
    add_run(paragraph, text, {}, footer_letters);
    child(child(paragraph, "w:r"), "w:tab");
    pugi::xml_node number = child(paragraph, "w:fldSimple");
    number.append_attribute("w:instr") = " PAGE ";
    add_run(number, "1", {}, footer_letters);
    return text_of(document);
}

std::string properties_of(const std::string& title) {
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    pugi::xml_node node = document.append_child("cp:coreProperties");
    node.append_attribute("xmlns:cp") = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    node.append_attribute("xmlns:dc") = "http://purl.org/dc/elements/1.1/";
    node.append_child("dc:title").text() = title.c_str();
    node.append_child("dc:creator").text() = "Nương";
    return text_of(document);
}

void add_page(pugi::xml_node body) {
    pugi::xml_node section = child(body, "w:sectPr");
    pugi::xml_node footer = child(section, "w:footerReference");
    footer.append_attribute("w:type") = "default";
    footer.append_attribute("r:id") = "rId2";
    pugi::xml_node size = child(section, "w:pgSz");
    set(size, "w:w", paper_width);
    set(size, "w:h", paper_height);
    pugi::xml_node margins = child(section, "w:pgMar");
    set(margins, "w:top", margin_top);
    set(margins, "w:right", margin_right);
    set(margins, "w:bottom", margin_bottom);
    set(margins, "w:left", margin_left);
    set(margins, "w:header", 567);
    set(margins, "w:footer", 567);
    set(margins, "w:gutter", 0);
}

// Archives carry times, on the wall clock of wherever they are written: all the same one, so that the same text has the
// same bytes in every zone.
bool add_files(zip_t* archive, const std::vector<std::pair<std::string, std::string>>& files) {
    constexpr zip_uint16_t first_day = 1 << 5 | 2, midnight = 0;  // 1980-01-02, as archives write it
    for (const auto& [name, text] : files) {
        zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        const zip_int64_t at = source ? zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
        if (source && at < 0) zip_source_free(source);
        if (at < 0 || zip_file_set_dostime(archive, static_cast<zip_uint64_t>(at), midnight, first_day, 0) != 0)
            return false;
    }
    return true;
}

std::optional<std::string> bytes_of(zip_source_t* source) {
    zip_stat_t found;
    if (zip_source_stat(source, &found) != 0 || (found.valid & ZIP_STAT_SIZE) == 0) return std::nullopt;
    std::string bytes(found.size, '\0');
    if (zip_source_open(source) != 0) return std::nullopt;
    const zip_int64_t read = zip_source_read(source, bytes.data(), found.size);
    zip_source_close(source);
    return read == static_cast<zip_int64_t>(found.size) ? std::optional(std::move(bytes)) : std::nullopt;
}

// In memory: libzip would write into a file of a name of its own beside, which nobody knew of after a power cut.
std::optional<std::string> archive_of(const std::vector<std::pair<std::string, std::string>>& files) {
    zip_source_t* const held = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    if (!held) return std::nullopt;
    const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> source(held, zip_source_free);
    zip_t* archive = zip_open_from_source(held, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    if (!archive) return std::nullopt;
    zip_source_keep(held);  // the archive lets go of it as well
    if (add_files(archive, files) && zip_close(archive) == 0) return bytes_of(held);
    zip_discard(archive);
    return std::nullopt;
}

bool write_whole(const std::string& path, const std::string& bytes) {
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    file.close();
    return !file.fail();
}

}  // namespace

struct WordDocument::Parts {
    pugi::xml_document document;
    pugi::xml_node body;
    std::string footer, title;
};

WordDocument::WordDocument() : parts_(std::make_unique<Parts>()) {
    parts_->body = child(begin(parts_->document, "w:document"), "w:body");
}
WordDocument::~WordDocument() = default;

void WordDocument::add(const Paragraph& paragraph) { add_paragraph(parts_->body, paragraph); }

void WordDocument::add_side_by_side(const std::vector<Paragraph>& left, const std::vector<Paragraph>& right) {
    constexpr int left_width = text_width * 41 / 100;
    const std::vector<int> widths{left_width, text_width - left_width};
    pugi::xml_node row = child(add_table_node(parts_->body, widths, false), "w:tr");
    for (const auto& [column, width] : {std::pair(&left, widths[0]), std::pair(&right, widths[1])}) {
        pugi::xml_node cell = add_cell(row, width);
        for (const Paragraph& paragraph : *column) add_paragraph(cell, paragraph, side_letters);
        if (column->empty()) add_paragraph(cell, {});
    }
}

void WordDocument::add_table(const std::vector<std::vector<std::string>>& lines) {
    if (lines.empty() || lines.front().empty()) return;
    const std::vector<int> widths(lines.front().size(), text_width / static_cast<int>(lines.front().size()));
    pugi::xml_node table = add_table_node(parts_->body, widths, true);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        pugi::xml_node row = child(table, "w:tr");
        if (i == 0) child(child(row, "w:trPr"), "w:tblHeader");
        for (std::size_t k = 0; k < widths.size(); ++k) {
            Paragraph cell{.text = k < lines[i].size() ? lines[i][k] : "", .is_bold = i == 0};
            cell.align = i == 0 ? Align::centre : Align::left;
            cell.above = 2;
            add_paragraph(add_cell(row, widths[k]), cell, table_letters);
        }
    }
}

void WordDocument::set_footer(const std::string& text) { parts_->footer = text; }
void WordDocument::set_title(const std::string& title) { parts_->title = title; }

bool WordDocument::write(const std::string& path) const {
    pugi::xml_document whole;
    whole.reset(parts_->document);
    add_page(whole.child("w:document").child("w:body"));
    const auto bytes = archive_of({{"[Content_Types].xml", content_types},
                                   {"_rels/.rels", package_relations},
                                   {"docProps/core.xml", properties_of(parts_->title)},
                                   {"word/_rels/document.xml.rels", document_relations},
                                   {"word/document.xml", text_of(whole)},
                                   {"word/footer1.xml", footer_of(parts_->footer)},
                                   {"word/styles.xml", styles}});
    return bytes && write_whole(path, *bytes);
}

}  // namespace nuong::reports
