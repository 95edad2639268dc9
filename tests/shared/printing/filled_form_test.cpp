// A filled form on paper: what was answered, as people read it, and nothing that the role may not print.
#include <catch2/catch_test_macros.hpp>
#include <pugixml.hpp>

#include "shared/printing/filled_form.h"
#include "shared/printing/html_page.h"
#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::printing;
using forms::Sensitivity;

namespace {

const std::string id = "0190a3b2-c4d5-7e6f-8a9b-0123456789ab";

RecordFacts facts() {
    RecordFacts facts;
    facts.id = id;
    facts.area = "Xã Võ Lao";
    facts.status = "Đã nộp";
    facts.printed_by = "lan (Cán bộ tiếp cận)";
    facts.printed_at = "30/06/2024 08:00";
    facts.names_of = {[](const Value&) { return "Vàng Seo Phử · 1985"; },
                      [](const Value& area) { return area.text() == "03106" ? "Xã Võ Lao" : area.text(); }};
    return facts;
}

forms::Instance filled(const std::string& survey, const std::string& answers) {
    forms::Environment environment = forms::on("2024-06-30");
    const auto form = forms::compiled(forms::package(
        "[" + survey + "]", R"({"yn":[{"name":"yes","label":{"vi":"Có"}},{"name":"no","label":{"vi":"Không"}}]})"));
    const auto fields = forms::fields_from_json(*form, Json::parse(answers));
    REQUIRE(fields);
    return {form, environment, *fields};
}

// "label: answer" of every question, in order.
std::string answers_on(const Paper& paper) {
    std::string all;
    for (const Block& block : paper.blocks)
        if (const auto* question = std::get_if<Question>(&block))
            all += question->label + ": " + std::get<Written>(question->space).text + "\n";
    return all;
}

template <class Kind>
std::vector<Kind> every(const Paper& paper) {
    std::vector<Kind> found;
    for (const Block& block : paper.blocks)
        if (const auto* one = std::get_if<Kind>(&block)) found.push_back(*one);
    return found;
}

std::vector<std::string> texts_of(const TableRow& row) {
    std::vector<std::string> texts{row.name};
    for (const Space& cell : row.cells) texts.push_back(std::get<Written>(cell).text);
    return texts;
}

const char* person = R"~(
    {"type":"text","name":"name","label":"Họ và tên","sensitivity":"identifying"},
    {"type":"date","name":"seen","label":"Ngày gặp"},
    {"type":"record_ref","name":"who","label":"Người","parameters":"form=person_register"},
    {"type":"select_one yn","name":"hiv","label":"HIV","sensitivity":"health"},
    {"type":"text","name":"clinic","label":"Nơi điều trị","relevant":"${hiv} = 'yes'"},
    {"type":"calculate","name":"risk","label":"Nguy cơ","calculation":"if(${hiv} = 'yes', 'cao', 'thấp')"},
    {"type":"note","name":"care","label":"Giới thiệu đến phòng khám","relevant":"${risk} = 'cao'"},
    {"type":"text","name":"said","label":"${name} nói gì"},
    {"type":"text","name":"told","label":"Đã dặn","missing":["refused"]})~";
const char* answers = R"({"name":"Vàng Seo Phử","seen":"2024-06-03","who":"0190a3b2-c4d5-7e6f-8a9b-00000000beef",
                          "hiv":"yes","clinic":"Văn Bàn","told":{"missing":"refused"}})";

}  // namespace

TEST_CASE("a record prints as people read it, and only what was asked") {
    const Paper paper = filled_form(filled(person, answers), facts(), {});
    CHECK(answers_on(paper) ==
          "Họ và tên: Vàng Seo Phử\nNgày gặp: 03/06/2024\nNgười: Vàng Seo Phử · 1985\nHIV: Có\nNơi điều trị: Văn Bàn\n"
          "Nguy cơ: cao\nVàng Seo Phử nói gì: (chưa trả lời)\nĐã dặn: (Từ chối trả lời)\n");
    CHECK(every<Remark>(paper).size() == 1);
    REQUIRE(paper.foot.size() == 2);
    CHECK(paper.foot[0].find("dữ liệu cá nhân") != std::string::npos);
    CHECK(paper.foot[1] ==
          "Phiếu 0190a3b2…456789ab · Đã nộp · Xã Võ Lao · người in: lan (Cán bộ tiếp cận) · 30/06/2024 08:00");
    CHECK(paper.legend.empty());

    const Paper negative = filled_form(filled(person, R"({"hiv":"no","clinic":"cũ"})"), facts(), {});
    CHECK(answers_on(negative).find("cũ") == std::string::npos);
    CHECK(every<Remark>(negative).empty());
}

TEST_CASE("what the role may not print is not on the paper, nor what would tell it") {
    const std::string html =
        html_page(filled_form(filled(person, answers), facts(), {Sensitivity::health, Sensitivity::special}));
    CHECK(html.find("Vàng Seo Phử nói gì") != std::string::npos);
    CHECK(html.find("03/06/2024") != std::string::npos);
    for (const char* told : {"HIV", "Văn Bàn", "Nơi điều trị", "Nguy cơ", "Giới thiệu đến phòng khám"}) {
        CAPTURE(told);
        CHECK(html.find(told) == std::string::npos);
    }
    CHECK(html.find("2 câu của biểu mẫu không có trên tờ này") != std::string::npos);

    const std::string nameless = html_page(filled_form(filled(person, answers), facts(), {Sensitivity::identifying}));
    CHECK(nameless.find("Vàng Seo Phử") == std::string::npos);  // not in a label, not as a title either
    CHECK(nameless.find("…… nói gì") != std::string::npos);
    CHECK(nameless.find("0190a3b2…0000beef") != std::string::npos);
    CHECK(nameless.find("Văn Bàn") != std::string::npos);
}

TEST_CASE("a signature stands on the paper as it was drawn, unless the role may not print who it is") {
    const forms::Instance consent = filled(R"({"type":"text","name":"home","label":"Nơi ở","appearance":"area"},
                  {"type":"image","name":"hand","label":"Chữ ký","appearance":"signature"},
                  {"type":"file","name":"scan","label":"Bản quét"})",
                                           R"({"home":"03106","hand":"drawn.png","scan":"scanned.pdf"})");
    RecordFacts known = facts();
    known.picture_of = [](const Value& file) {
        return file.text() == "drawn.png" ? std::optional(Picture{"png", "\x89PNG", ""}) : std::nullopt;
    };
    const std::string html = html_page(filled_form(consent, known, {}));
    CHECK(html.find("<img alt=\"Chữ ký\" src=\"data:image/png;base64,iVBORw==\"/>") != std::string::npos);
    CHECK(html.find("(có tệp, không in)") != std::string::npos);  // the scan, which no browser shows in a page
    CHECK(html.find("Xã Võ Lao") != std::string::npos);
    CHECK(html.find("03106") == std::string::npos);
    CHECK(pugi::xml_document().load_string(html.c_str()));

    const std::string nameless = html_page(filled_form(consent, known, {Sensitivity::identifying}));
    CHECK(nameless.find("<img") == std::string::npos);
    CHECK(nameless.find("Chữ ký") != std::string::npos);
}

TEST_CASE("the mask is read from the role documents, and is closed when in doubt") {
    const PrintMask everything{Sensitivity::identifying, Sensitivity::health, Sensitivity::special};
    const std::vector<std::string> shipped{forms::file_text(NUONG_SOURCE_DIR "/schemas/roles/roles.json")};
    CHECK(print_mask_of(shipped, "outreach_worker") == PrintMask{Sensitivity::health, Sensitivity::special});
    CHECK(print_mask_of(shipped, "health_worker") == PrintMask{});
    CHECK(print_mask_of(shipped, "shelter") == PrintMask{Sensitivity::identifying});
    CHECK(print_mask_of(shipped, "nobody") == everything);
    CHECK(print_mask_of({}, "health_worker") == everything);
    struct Case {
        const char* document;
        PrintMask mask;
    };
    for (const Case& each :
         {Case{R"({"roles":[{"id":"a"}]})", {}}, Case{R"({"roles":[{"id":"a","masks":{"export":["health"]}}]})", {}},
          Case{R"({"roles":[{"id":"a","masks":{"print":["special"]}}]})", {Sensitivity::special}},
          Case{R"({"roles":[{"id":"a","masks":{"print":["secret"]}}]})", everything},
          Case{R"({"roles":[{"id":"a","masks":{"print":"health"}}]})", everything},
          Case{R"({"roles":[{"id":"a","masks":[]}]})", everything}, Case{R"({"roles":{}})", everything},
          Case{R"({"roles":[)", everything}}) {
        CAPTURE(each.document);
        CHECK(print_mask_of(std::vector<std::string>{each.document}, "a") == each.mask);
    }
}

TEST_CASE("rows are printed as a table, rows within rows below it under the number of their row") {
    const Paper paper = filled_form(filled(R"({"type":"begin_repeat","name":"kids","label":"Con","children":[
                     {"type":"text","name":"name","label":"Tên"},
                     {"type":"select_one yn","name":"school","label":"Đi học"},
                     {"type":"text","name":"where","label":"Trường","relevant":"../school = 'yes'"},
                     {"type":"text","name":"secret","label":"Bệnh","sensitivity":"health"},
                     {"type":"begin_repeat","name":"visits","label":"Khám","children":[
                         {"type":"date","name":"on","label":"Ngày"}]}]})",
                                           R"({"kids":[{"name":"Mỷ","school":"yes","where":"Võ Lao","secret":"ho"},
                           {"name":"<b>Sùng</b>","school":"no","visits":[{"on":"2024-01-02"},{"on":"2024-02-03"}]}]})"),
                                    facts(), {Sensitivity::health});
    const auto tables = every<Table>(paper);
    REQUIRE(tables.size() == 2);
    REQUIRE(tables[0].columns.size() == 3);
    CHECK(tables[0].columns[2].label == "Trường");
    REQUIRE(tables[0].rows.size() == 2);
    CHECK(texts_of(tables[0].rows[0]) == std::vector<std::string>{"1", "Mỷ", "Có", "Võ Lao"});
    CHECK(texts_of(tables[0].rows[1]) == std::vector<std::string>{"2", "<b>Sùng</b>", "Không", "–"});
    CHECK(texts_of(tables[1].rows[1]) == std::vector<std::string>{"2", "03/02/2024"});
    const auto headings = every<Heading>(paper);
    REQUIRE(headings.size() == 2);
    CHECK(headings[1].label == "Khám · dòng 2");
    const std::string html = html_page(paper);
    CHECK(html.find("&lt;b&gt;Sùng&lt;/b&gt;") != std::string::npos);
    pugi::xml_document document;
    CHECK(document.load_buffer(html.data(), html.size()));
}

TEST_CASE("an interview prints its grids with what was ticked, and says when two people disagree") {
    const auto form = forms::shipped_form("screening_assist");
    const auto fields = forms::fields_from_json(
        *form, Json::parse(R"({"occurred_on":"2024-06-03","consent":"yes","q1":{"tobacco":"no","alcohol":"yes"}})"));
    REQUIRE(fields);
    RecordFacts disputed = facts();
    disputed.conflicts = 2;
    const Paper paper = filled_form(forms::Instance(form, forms::on("2024-06-30"), *fields), disputed, {});
    const auto grids = every<Grid>(paper);
    REQUIRE(grids.size() >= 2);
    CHECK(grids[0].rows.size() == 10);
    CHECK(grids[0].columns[0] == "Không");
    CHECK(grids[0].rows[0].ticked[0]);
    CHECK(grids[0].rows[1].ticked[1]);
    CHECK(grids[0].rows[2].instead == "(chưa trả lời)");
    CHECK(grids[1].rows.size() == 1);  // of alcohol alone
    REQUIRE(paper.legend.size() == 1);
    CHECK(paper.legend[0].starts_with("2 chỗ hai người ghi khác nhau"));
    RecordFacts restricted = facts();
    restricted.is_restricted = true;
    const Paper kept = filled_form(forms::Instance(form, forms::on("2024-06-30"), *fields), restricted, {});
    REQUIRE(kept.legend.size() == 1);
    CHECK(kept.legend[0].starts_with("Hạn chế xử lý: dữ liệu này chỉ được giữ"));
    CHECK(filled_form(forms::Instance(form, forms::on("2024-06-30"), *fields), facts(),
                      {Sensitivity::identifying, Sensitivity::health, Sensitivity::special})
              .blocks.size() <= 3);  // the day, and what is said of the form
}
