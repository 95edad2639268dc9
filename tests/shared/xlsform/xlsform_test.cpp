// Programme officers' own workbooks, as they come out of Excel and LibreOffice: untidy, half translated, sometimes
// broken.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/forms/compile.h"
#include "shared/forms/instance.h"
#include "shared/sheets/workbook.h"
#include "shared/xlsform/export_xlsform.h"
#include "shared/xlsform/import_xlsform.h"
#include "tests/shared/xlsform/workbook_file.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::test;
using namespace nuong::xlsform;

namespace {

using Rows = std::vector<std::vector<std::string>>;

ImportedForm import(const Rows& survey, const Rows& choices = {}, const Rows& settings = {}) {
    std::vector<SheetCells> sheets{{"survey", survey}};
    if (!choices.empty()) sheets.push_back({"choices", choices});
    if (!settings.empty()) sheets.push_back({"settings", settings});
    return import_xlsform(workbook_of(sheets), "trial");
}

std::string told(const ImportedForm& form) {
    std::string text;
    for (const forms::Problem& problem : form.problems)
        text += (problem.severity == forms::Severity::error ? "E " : "W ") + problem.where + ": " + problem.message.en +
                "\n";
    return text;
}

forms::FormDefinition definition(const ImportedForm& form) {
    INFO(told(form));
    REQUIRE(form);
    return forms::compile_package(form.package).form->definition;
}

std::string file_bytes(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an officer's workbook with stray spaces, smart quotes and old column names is read as meant") {
    const ImportedForm form = import({{" Type ", "NAME", "Label::Tiếng Việt (vi)", "label::English (en)", "Relevance",
                                       "Constraint Message", "constraint", "Required", "calculate"},
                                      {"text", " full_name ", "Họ và tên", "Full name", "", "", "", "yes", ""},
                                      {"select one from  sex", "sex", "Giới tính", "Sex", "", "", "", "TRUE", ""},
                                      {},
                                      {"Begin Group", "home", "Nơi ở", "Home",
                                       "${sex} = \xE2\x80\x98"
                                       "f\xE2\x80\x99",
                                       "", "", "", ""},
                                      {"integer", "rooms", "Số phòng", "Rooms", "", "Từ 1 đến 20",
                                       ". >= 1\xC2\xA0"
                                       "and . <= 20",
                                       "", ""},
                                      {"end group"},
                                      {"calculate", "twice", "", "", "", "", "", "", "${rooms} * 2"},
                                      {"note", "bye", "Hết", "The end", "", "", "", "", ""}},
                                     {{"list name", "value", "label::Tiếng Việt (vi)", "label::English (en)"},
                                      {"sex", "f", "Nữ", "Female"},
                                      {"sex", "m", "Nam", "Male"}},
                                     {{"form_title", "form_id", "version", "default_language"},
                                      {"Phiếu thử", "trial_form", "2024050101", "Tiếng Việt (vi)"}});
    const forms::FormDefinition read = definition(form);
    CHECK(read.id == "trial_form");
    CHECK(read.version == 2024050101);
    CHECK(read.default_language == "vi");
    REQUIRE(read.nodes.size() == 6);
    CHECK(read.find("full_name")->required == "true()");
    CHECK(read.find("sex")->label.in("en", "vi") == "Sex");
    CHECK(read.find("home")->relevant == "${sex} = 'f'");
    CHECK(read.find("home/rooms")->constraint == ". >= 1 and . <= 20");
    CHECK(read.find("home/rooms")->constraint_message.in("vi", "vi") == "Từ 1 đến 20");
    CHECK(read.find("twice")->calculation == "${rooms} * 2");
    CHECK(read.list("sex")->find("m")->label.in("vi", "vi") == "Nam");
}

TEST_CASE("what is wrong is told by sheet, column and row") {
    const ImportedForm form = import({{"type", "name", "label", "relevant"},
                                      {"text", "a", "A", ""},
                                      {"integer", "b", "B", ""},
                                      {"select_one missing_list", "c", "C", ""},
                                      {"txet", "d", "D", ""},
                                      {"text", "a", "A again", ""},
                                      {"text", "e", "", ""},
                                      {"begin group", "g", "G", ""},
                                      {"text", "f", "F", ""}});
    const std::string all = told(form);
    INFO(all);
    CHECK_FALSE(form);
    for (const char* place :
         {"E survey!A4 (c: type)", "E survey!A5: ", "E survey!6 (a)", "E survey!C7 (e: label)", "E survey!A8: "})
        CHECK(contains(all, place));
    CHECK(contains(all, "txet"));
    // Formulas are looked at once the questions are right.
    CHECK(contains(told(import({{"type", "name", "label", "relevant"}, {"integer", "b", "B", "${nobody} > 1"}})),
                   "E survey!D2 (b: relevant)"));
}

TEST_CASE("what cannot be asked here is named with its row, and the rest of the form works") {
    const ImportedForm form = import({{"type", "name", "label", "relevant", "required", "parameters"},
                                      {"background-audio", "path", "Ghi âm ngầm", "", "yes", ""},
                                      {"audit", "log", "", "", "", ""},
                                      {"geopoint", "spot", "Nơi gặp", "", "", ""},
                                      {"range", "pain", "Đau đến mức nào", "", "", "start=0 end=10 step=1"},
                                      {"text", "why", "Vì sao", "${path} = ''", "", ""}});
    const std::string all = told(form);
    INFO(all);
    REQUIRE(form);
    CHECK(contains(all, "W survey!A2: The type \"background-audio\" is not supported"));
    CHECK(contains(all, "W survey!A3: \"audit\" is not needed"));
    CHECK(contains(all, "W survey!A4: The type \"geopoint\": the place is typed in"));
    const forms::FormDefinition read = definition(form);
    CHECK(read.find("path")->required == "");
    CHECK(read.find("pain")->constraint == ". >= 0 and . <= 10");
    CHECK(read.find("why")->relevant == "${path} = ''");
    CHECK(contains(told(import({{"type", "name", "label", "appearance"},
                                {"select_one yn", "q", "Q", "image-map"},
                                {"text", "t", "T", "ex:org.app.scan(x=1)"}},
                               {{"list_name", "name", "label"}, {"yn", "yes", "Có"}})),
                   "W survey!D2: The appearance \"image-map\" is not supported"));
}

TEST_CASE("a signature may be asked for by type or by appearance; drawing over a photo is asked as a photo, and said") {
    const ImportedForm form = import({{"type", "name", "label", "appearance"},
                                      {"signature", "a", "A", ""},
                                      {"image", "b", "B", "signature"},
                                      {"draw", "c", "C", "w1"},
                                      {"signature", "d", "D", "signature w2"},
                                      {"annotate", "e", "E", ""},
                                      {"image", "f", "F", "annotate"}});
    INFO(told(form));
    REQUIRE(form);
    const forms::FormDefinition read = definition(form);
    CHECK(read.find("a")->appearance == "signature");
    CHECK(read.find("b")->appearance == "signature");
    CHECK(read.find("c")->appearance == "w1 draw");
    CHECK(read.find("d")->appearance == "signature w2");
    CHECK(read.find("e")->data_type == "image");
    CHECK(contains(told(form),
                   "W survey!A6: The appearance \"annotate\" is not supported; the question is asked plainly"));
    CHECK(contains(told(form), "W survey!D7: The appearance \"annotate\" is not supported"));
}

TEST_CASE("every type, column and sheet that an officer may use comes in, with the files beside the workbook") {
    const auto beside = [](std::string_view uri) -> std::optional<std::string> {
        if (uri == "jr://file/communes.csv") return "name,label,district\n03061,Võ Lao,089\n02683,Sa Pa,088\n";
        if (uri == "jr://file/rates.csv") return "code,price\na,100\n";
        return std::nullopt;
    };
    const ImportedForm form = import_xlsform(
        workbook_of(
            {{"survey",
              {{"type", "name", "label::vi", "label::en", "guidance_hint::vi", "media::image::vi", "parameters",
                "choice_filter", "calculation", "trigger", "default", "save_to"},
               {"select_one_from_file communes.csv", "commune", "Xã", "Commune", "Hỏi trưởng thôn", "xa.png", "",
                "district = '089'", "", "", "${last-saved#commune}", "commune"},
               {"csv-external", "rates", "", "", "", "", "", "", "", "", "", ""},
               {"time", "at", "Lúc", "At", "", "", "", "", "", "", "", ""},
               {"dateTime", "moment", "Thời điểm", "Moment", "", "", "", "", "", "", "", ""},
               {"partial_date", "born", "Sinh", "Born", "", "", "", "", "", "", "", ""},
               {"barcode", "code", "Mã", "Code", "", "", "", "", "", "", "", ""},
               {"image", "photo", "Ảnh", "Photo", "", "", "max-pixels=1000", "", "", "", "", ""},
               {"rank kinds", "order", "Xếp", "Order", "", "", "", "", "", "", "", ""},
               {"select_one kinds", "kind", "Loại", "Kind", "", "", "randomize=true seed=7", "", "", "", "", ""},
               {"calculate", "price", "", "", "", "", "", "", "pulldata('rates', 'price', 'code', ${kind})", "", "",
                ""},
               {"calculate", "stamp", "", "", "", "", "", "", "now()", "${kind}", "", ""}}},
             {"choices",
              {{"list_name", "name", "label::vi", "label::en", "image"},
               {"kinds", "a", "Một", "One", "a.png"},
               {"kinds", "b", "Hai", "Two", ""}}},
             {"settings",
              {{"form_title", "form_id", "version", "style", "auto_send"}, {"Phiếu", "f", "3", "pages", "true"}}},
             {"entities", {{"list_name", "label", "create_if"}, {"people", "${commune}", "true()"}}}}),
        "trial", beside);
    INFO(told(form));
    REQUIRE(form);
    CHECK(told(form) == "W survey!E2 (commune: guidance_hint): Not translated into \"en\".\n");
    const forms::FormDefinition read = definition(form);
    CHECK(read.settings.style == "pages");
    CHECK(read.find("commune")->guidance.in("vi", "vi") == "Hỏi trưởng thôn");
    CHECK(read.find("commune")->media.at("image").in("vi", "vi") == "xa.png");
    CHECK(read.find("commune")->save_to == "commune");
    CHECK(read.find("photo")->parameter("max-pixels") == "1000");
    CHECK(read.find("order")->control == "rank");
    CHECK(read.find("stamp")->type == forms::FieldType::hidden);
    CHECK(read.list("kinds")->find("a")->media.at("image").in("vi", "vi") == "a.png");
    CHECK(read.actions.size() == 1);
    REQUIRE(read.entities.size() == 1);
    CHECK(read.entities[0].dataset == "people");

    forms::Environment environment;
    environment.today = *parse_date("2024-06-30");
    forms::Instance filled(form.form, environment);
    CHECK(filled.set("commune", "03061"));
    CHECK(filled.set("kind", "a"));
    CHECK(filled.value("price") == Value("100"));
    CHECK_FALSE(filled.value("stamp").is_null());

    TemporaryFolder folder;
    REQUIRE(export_xlsform(form.package, folder / "back.xlsx"));
    const ImportedForm back = import_xlsform(file_bytes(folder / "back.xlsx"), "trial", beside);
    CHECK(told(back) == told(form));
    CHECK(definition(back) == read);
    CHECK(contains(told(import({{"type", "name", "label"}, {"select_one_from_file gone.csv", "x", "X"}})),
                   "W survey!A2: The file \"gone.csv\" is missing; put it beside the form."));
}

TEST_CASE("or_other adds the choice and asks what it is") {
    const ImportedForm form =
        import({{"type", "name", "label"}, {"select_multiple needs or_other", "needs", "Cần gì"}},
               {{"list_name", "name", "label"}, {"needs", "food", "Ăn"}, {"needs", "work", "Việc làm"}});
    const forms::FormDefinition read = definition(form);
    CHECK(read.list("needs")->choices.size() == 3);
    REQUIRE(read.find("needs_other"));
    CHECK(read.find("needs_other")->relevant == "selected(${needs}, 'other')");
}

TEST_CASE("list names merged over several rows count for each of them") {
    const std::string bytes = workbook_of(
        {{"Survey", {{"type", "name", "label"}, {"select_one yn", "q", "Q"}}},
         {"Choices", {{"list_name", "name", "label"}, {"yn", "yes", "Có"}, {"", "no", "Không"}}, {{0, {1, 2}}}}});
    const ImportedForm form = import_xlsform(bytes, "trial");
    CHECK(definition(form).list("yn")->choices.size() == 2);
}

TEST_CASE("languages that are only half there are told where they are missing") {
    const ImportedForm form = import({{"type", "name", "label::Tiếng Việt (vi)", "label::English (en)"},
                                      {"text", "a", "Một", "One"},
                                      {"text", "b", "Hai", ""}});
    INFO(told(form));
    REQUIRE(form);
    CHECK(contains(told(form), "W survey!C3 (b: label): Not translated into \"en\"."));
}

TEST_CASE("cells are read as a person sees them, whichever program wrote the file") {
    const char* type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
    const std::string bytes = workbook_of_parts(
        {{"xl/workbook.xml",
          "<x:workbook xmlns:x='m' xmlns:r='r'><x:sheets><x:sheet name='Data' sheetId='1' r:id='rId7'/></x:sheets>"
          "</x:workbook>"},
         {"xl/_rels/workbook.xml.rels", std::string("<Relationships><Relationship Id='rId7' Type='") + type +
                                            "' Target='worksheets/first.xml'/></Relationships>"},
         {"xl/styles.xml",
          "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='dd/mm/yyyy'/></numFmts>"
          "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/></cellXfs></styleSheet>"},
         {"xl/sharedStrings.xml",
          "<sst><si><t xml:space='preserve'>plain </t></si><si><r><t>Nguyễn </t></r><r><rPr/><t>Văn A</t></r>"
          "<rPh><t>no</t></rPh></si></sst>"},
         {"xl/worksheets/first.xml",
          "<x:worksheet><x:sheetData><x:row r='2'><x:c r='B2' t='s'><x:v>0</x:v></x:c>"
          "<x:c r='C2' t='s'><x:v>1</x:v></x:c><x:c r='D2' t='inlineStr'><x:is><x:t>here_x000D_</x:t></x:is></x:c>"
          "<x:c r='E2'><x:v>3.0</x:v></x:c><x:c r='F2'><x:v>0.10000000000000001</x:v></x:c>"
          "<x:c r='G2' s='1'><x:v>45443</x:v></x:c><x:c r='H2' s='2'><x:v>45443.5</x:v></x:c>"
          "<x:c r='I2' t='b'><x:v>1</x:v></x:c><x:c r='J2' t='e'><x:v>#REF!</x:v></x:c>"
          "<x:c r='K2' t='str'><x:f>A1</x:f><x:v>made</x:v></x:c></x:row></x:sheetData></x:worksheet>"}});
    const auto sheets = sheets::read_sheets(bytes);
    REQUIRE(sheets);
    REQUIRE(sheets->size() == 1);
    CHECK(sheets->front().name == "Data");
    REQUIRE(sheets->front().rows.size() == 2);
    CHECK(sheets->front().rows[1] == std::vector<std::string>{"", "plain ", "Nguyễn Văn A", "here", "3", "0.1",
                                                              "2024-05-31", "2024-05-31", "TRUE", "", "made"});
}

TEST_CASE("what is no workbook, cut off or unpacks without end is refused in words") {
    const std::string good = workbook_of({{"survey", {{"type", "name", "label"}, {"text", "a", "A"}}}});
    for (const std::string& bad : {std::string(), std::string("type,name,label\ntext,a,A\n"),
                                   good.substr(0, good.size() / 2), good.substr(100)}) {
        const ImportedForm form = import_xlsform(bad, "trial");
        CAPTURE(bad.size());
        CHECK_FALSE(form);
        CHECK(contains(told(form), ".xlsx"));
    }
    const std::string bomb =
        workbook_of_parts({{"xl/workbook.xml", std::string(sheets::part_bytes_max + 1, ' ')}, {"xl/styles.xml", ""}});
    CHECK(bomb.size() < 1'000'000);
    CHECK(contains(told(import_xlsform(bomb, "trial")), "too large"));
    CHECK(contains(told(import_xlsform(workbook_of({{"Sheet1", {{"a"}}}}), "trial")), "no sheet \"survey\""));
}

TEST_CASE("groups without an end, ends without a group and endless nesting are told, never followed") {
    CHECK(contains(told(import({{"type", "name", "label"}, {"end group"}, {"text", "a", "A"}})), "E survey!A2: "));
    CHECK(contains(
        told(import({{"type", "name", "label"}, {"begin repeat", "r", "R"}, {"text", "a", "A"}, {"end group"}})),
        "E survey!A4: "));
    Rows deep{{"type", "name", "label"}};
    for (int i = 0; i < 500; ++i) deep.push_back({"begin group", "g" + std::to_string(i), "G"});
    CHECK(contains(told(import(deep)), "nested too deeply"));
}

TEST_CASE("our own forms go to a workbook and come back the same, with their tests") {
    TemporaryFolder folder;
    for (const char* id : {"person_register", "screening_assist", "communication_activity"}) {
        const std::string package = file_bytes(NUONG_SOURCE_DIR "/schemas/forms/" + std::string(id) + ".json");
        const std::string path = folder / (std::string(id) + ".xlsx");
        REQUIRE(export_xlsform(package, path));
        const ImportedForm back = import_xlsform(file_bytes(path), "other");
        CAPTURE(id, told(back));
        for (const forms::Problem& problem : back.problems)  // a workbook that asks for a place hears how
            CHECK(contains(problem.message.en, "geopoint"));
        const forms::FormDefinition before = forms::compile_package(package).form->definition, after = definition(back);
        CHECK(before.nodes == after.nodes);
        CHECK(before.lists == after.lists);
        CHECK(before.settings == after.settings);
        CHECK(before == after);
    }
}
