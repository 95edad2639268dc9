// A blank on paper: what a pen finds there, for the forms that ship and for awkward ones.
#include <filesystem>
#include <pugixml.hpp>

#include "shared/printing/blank_form.h"
#include "shared/printing/html_page.h"
#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::printing;
using forms::compiled;
using forms::shipped_form;

namespace {

template <class Kind>
std::vector<Kind> all(const Paper& paper) {
    std::vector<Kind> found;
    for (const Block& block : paper.blocks)
        if (const auto* one = std::get_if<Kind>(&block)) found.push_back(*one);
    return found;
}

Question question(const Paper& paper, const std::string& label) {
    for (const Question& one : all<Question>(paper))
        if (one.label == label) return one;
    FAIL("no question " << label);
    return {};
}

std::string survey(const std::string& questions) {
    return forms::package("[" + questions + "]",
                          R"({"yn":[{"name":"yes","label":{"vi":"Có"}},{"name":"no","label":{"vi":"Không"}}],
                              "often":[{"name":"0","label":{"vi":"Chưa lần nào"}},{"name":"2","label":{"vi":"Đôi khi"}},
                                       {"name":"6","label":{"vi":"Hằng ngày"}}]})");
}

Paper printed(const std::string& questions) { return blank_form(*compiled(survey(questions)), "vi"); }

}  // namespace

TEST_CASE("every shipped form prints blank in both languages as one file that asks the network for nothing") {
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(NUONG_SOURCE_DIR "/schemas/forms")) {
        if (entry.path().extension() != ".json") continue;
        const auto form = shipped_form(entry.path().stem().string());
        for (const char* language : {"vi", "en"}) {
            CAPTURE(entry.path().stem().string(), language);
            const Paper paper = blank_form(*form, language);
            const std::string html = html_page(paper);
            pugi::xml_document document;
            const auto parsed = document.load_buffer(html.data(), html.size(), pugi::parse_full);
            CHECK(parsed.description() == std::string("No error"));
            CHECK(document.select_nodes("//script | //img | //link | //a | //iframe | //*[@src] | //*[@href]").empty());
            CHECK(html.find("url(") == std::string::npos);
            CHECK(html.find("${") == std::string::npos);
            CHECK(document.child("html").attribute("lang").value() == std::string(language));
            for (const forms::Node& node : form->definition.nodes)
                if (forms::is_asked(node.type) && node.label.in(language, "vi").find("${") == std::string::npos) {
                    CAPTURE(node.path);
                    CHECK(html.find(escaped(node.label.in(language, "vi"))) != std::string::npos);
                }
        }
        ++seen;
    }
    CHECK(seen >= 30);
}

TEST_CASE("the paper of ASSIST is the paper that health workers know: grids, and who is asked on") {
    const Paper paper = blank_form(*shipped_form("screening_assist"), "vi");
    const auto grids = all<Grid>(paper);
    REQUIRE(grids.size() >= 5);
    CHECK(grids[0].rows.size() == 10);
    CHECK(grids[0].rows[0].label == "Thuốc lá, thuốc lào");
    CHECK(grids[0].rows[0].ticked == std::vector<bool>(grids[0].columns.size(), false));
    CHECK(grids[1].rows[1].condition == "Chỉ hỏi nếu [" + grids[0].rows[1].number + "] là «Có»");
    CHECK(html_page(paper).find("Chỉ hỏi nếu") != std::string::npos);
}

TEST_CASE("an answer gets the room that it needs") {
    const Paper paper = printed(
        R"({"type":"integer","name":"age","label":"Tuổi","constraint":". <= 120","missing":["refused"]},
           {"type":"date","name":"day","label":"Ngày","required":true},
           {"type":"text","name":"note","label":"Ghi chú","appearance":"multiline","hint":"Ngắn gọn"},
           {"type":"select_one yn","name":"a","label":"Đồng ý"},
           {"type":"select_multiple often","name":"b","label":"Mấy lần"},
           {"type":"time","name":"t","label":"Giờ"},
           {"type":"calculate","name":"c","label":"Điểm","calculation":"${age} + 1"})");
    CHECK(question(paper, "Tuổi") == Question{"1", "Tuổi", "", "", "TC", false, DigitBoxes{{3}, ""}});
    CHECK(question(paper, "Ngày") ==
          Question{"2", "Ngày", "ngày / tháng / năm", "", "", true, DigitBoxes{{2, 2, 4}, "/"}});
    CHECK(question(paper, "Ghi chú") == Question{"3", "Ghi chú", "Ngắn gọn", "", "", false, Lines{4}});
    CHECK(question(paper, "Đồng ý").space == Space(Ticks{{{"Có"}, {"Không"}}, true}));
    CHECK(question(paper, "Mấy lần").hint == "Đánh dấu mọi ý đúng.");
    CHECK(question(paper, "Giờ").space == Space(DigitBoxes{{2, 2}, ":"}));
    CHECK(all<Question>(paper).size() == 6);  // nobody writes what the device computes
    REQUIRE(paper.legend.size() == 2);
    CHECK(paper.legend[1] == "Không có câu trả lời thì ghi, nơi có mã này: TC = Từ chối trả lời");
}

TEST_CASE("conditions are said by the numbers of questions, or not at all") {
    const auto condition = [](const std::string& relevant) {
        return question(printed(R"({"type":"select_one yn","name":"a","label":"A"},
                                   {"type":"select_one often","name":"b","label":"B"},
                                   {"type":"integer","name":"n","label":"N"},
                                   {"type":"select_multiple yn","name":"m","label":"M"},
                                   {"type":"calculate","name":"c","calculation":"${n} * 2"},
                                   {"type":"text","name":"z","label":"Z","relevant":")" +
                                relevant + R"("})"),
                        "Z")
            .condition;
    };
    struct Case {
        const char *relevant, *words;
    };
    for (const Case& each :
         {Case{"${a} = 'yes'", "Chỉ hỏi nếu [1] là «Có»"},
          Case{"${a} != 'no'", "Chỉ hỏi nếu [1] không phải là «Không»"},
          Case{"number(${b}) > 0", "Chỉ hỏi nếu [2] có câu trả lời khác «Chưa lần nào»"},
          Case{"${b} >= 6", "Chỉ hỏi nếu [2] là «Hằng ngày»"}, Case{"${n} >= 18", "Chỉ hỏi nếu [3] ≥ 18"},
          Case{"selected(${m}, 'yes')", "Chỉ hỏi nếu [4] có chọn «Có»"},
          Case{"${n} != ''", "Chỉ hỏi nếu [3] có câu trả lời"}, Case{"${n} = ''", "Chỉ hỏi nếu [3] để trống"},
          Case{"${a} = 'yes' and (${n} < 6 or ${n} > 60)", "Chỉ hỏi nếu [1] là «Có» và ([3] < 6 hoặc [3] > 60)"},
          Case{"${c} > 4", ""},  // computed: nobody sees it on paper
          Case{"${n} > today()", ""}, Case{"not(${a} = 'yes')", ""}}) {
        CAPTURE(each.relevant);
        CHECK(condition(each.relevant) == each.words);
    }
}

TEST_CASE("a note that holds only after computing is not printed as if it always held") {
    const Paper paper = printed(
        R"({"type":"integer","name":"n","label":"N"},{"type":"calculate","name":"c","calculation":"${n} * 2"},
           {"type":"note","name":"always","label":"Đọc to. Tuổi: ${n}"},
           {"type":"note","name":"high","label":"Nguy cơ cao","relevant":"${c} > 4"},
           {"type":"begin_group","name":"g","label":"Kết quả","relevant":"${c} > 4","children":[
               {"type":"note","name":"in_it","label":"Chuyển tuyến"}]})");
    CHECK(all<Remark>(paper) == std::vector<Remark>{{"Đọc to. Tuổi: ……", ""}});
    CHECK(all<Heading>(paper).empty());  // nothing stands under it
}

TEST_CASE("rows are a table with five empty lines; rows within rows say whose they are") {
    const Paper paper = printed(
        R"({"type":"begin_repeat","name":"kids","label":"Con","children":[
              {"type":"text","name":"name","label":"Tên"},{"type":"date","name":"born","label":"Sinh"},
              {"type":"select_one often","name":"o","label":"Mấy lần"},
              {"type":"begin_repeat","name":"visits","label":"Lần khám","children":[
                  {"type":"date","name":"on","label":"Ngày khám"}]}]})");
    const auto tables = all<Table>(paper);
    REQUIRE(tables.size() == 2);
    CHECK(tables[0].rows.size() == 5);
    CHECK(tables[0].columns.size() == 3);
    CHECK(tables[0].rows[4].name == "5");
    CHECK(tables[1].corner == "Của dòng [1]");
    CHECK(tables[1].rows[0].name == "");
    CHECK(all<Heading>(paper) == std::vector<Heading>{{"1", "Con", "", 0}, {"1.4", "Lần khám", "", 1}});
}

TEST_CASE("a wide roster goes on in a second table, and no column is lost") {
    std::string columns;
    for (int i = 1; i <= 12; ++i)
        columns += (i > 1 ? "," : "") + std::string(R"({"type":"text","name":"c)") + std::to_string(i) +
                   R"(","label":"Cột )" + std::to_string(i) + "\"}";
    const auto tables =
        all<Table>(printed(R"({"type":"begin_repeat","name":"r","label":"R","children":[)" + columns + "]}"));
    REQUIRE(tables.size() == 3);
    CHECK(tables[0].columns.size() + tables[1].columns.size() + tables[2].columns.size() == 12);
    CHECK(tables[2].columns.back().label == "Cột 12");
}

TEST_CASE("whatever stands in a text stays text") {
    struct Case {
        std::string text, html;
    };
    for (const Case& each : {Case{"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
                             Case{"a & \"b\" 'c'", "a &amp; &quot;b&quot; &#39;c&#39;"},
                             Case{"Vàng Seo Phử", "Vàng Seo Phử"}, Case{"một\nhai", "một<br/>hai"},
                             Case{std::string("a\0b\x01\x1b"
                                              "c",
                                              6),
                                  "abc"},
                             Case{"\xff"
                                  "a\xc3",
                                  "a"},
                             Case{"\xEF\xBF\xBF"
                                  "b",
                                  "b"},
                             Case{"😀", "😀"}}) {
        CAPTURE(each.text);
        CHECK(escaped(each.text) == each.html);
    }
    const auto form =
        compiled(survey(R"({"type":"text","name":"a","label":"</td><script>x</script>","hint":"\"><img src=x>"})"));
    const std::string html = html_page(blank_form(*form, "vi"));
    pugi::xml_document document;
    CHECK(document.load_buffer(html.data(), html.size(), pugi::parse_full));
    CHECK(document.select_nodes("//script | //img").empty());
}

TEST_CASE("a form in neither Vietnamese nor English prints, with English around it") {
    const auto form = compiled(
        R"({"id":"hmong","version":3,"title":{"hmn":"Daim ntawv"},
            "survey":[{"type":"text","name":"npe","label":{"hmn":"Npe"}}]})");
    const Paper paper = blank_form(*form, "hmn");
    CHECK(paper.title == "Daim ntawv");
    CHECK(paper.version == "Form hmong · version 3");
    CHECK(paper.head[1].label == "Area");
    CHECK(question(paper, "Npe").number == "1");
}
