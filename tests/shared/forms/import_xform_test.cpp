// ODK XForms come in as our own forms and are filled by the same engine.
#include "shared/forms/import_xform.h"
#include "shared/forms/xform_package.h"

#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

std::string xform(const std::string& model, const std::string& body) {
    return R"x(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms"
        xmlns:entities="http://www.opendatakit.org/xforms/entities">
        <h:head><h:title>Hộ gia đình</h:title><model>)x" +
           model + "</model></h:head><h:body>" + body + "</h:body></h:html>";
}

FormPointer imported(const std::string& xml) {
    ParsedForm parsed = import_xform(xml, nullptr);
    for (const Problem& problem : parsed.problems) UNSCOPED_INFO(problem.where + ": " + problem.message.en);
    REQUIRE(parsed);
    Compiled compiled = compile_form(std::move(*parsed.definition));
    for (const Problem& problem : compiled.problems) UNSCOPED_INFO(problem.where + ": " + problem.message.en);
    REQUIRE(compiled);
    return compiled.form;
}

std::string problems_of(const std::string& xml) {
    const ParsedForm parsed = import_xform(xml, nullptr);
    std::string all;
    for (const Problem& problem : parsed.problems)
        all += std::string(problem.severity == Severity::error ? "error " : "warning ") + problem.where + "\n";
    return all;
}

std::string offered(const Instance& instance, const char* path) {
    std::string all;
    for (const ChoiceView& choice : instance.view(*instance.find(path)).choices)
        all += (all.empty() ? "" : ", ") + choice.name + "=" + choice.label;
    return all;
}

const std::string household_model = R"x(
    <itext>
      <translation lang="Tiếng Việt (vi)" default="true()">
        <text id="head"><value>Chủ hộ <output value="/data/head"/>, <output value="count(/data/member)"/> người</value></text>
        <text id="nam_mau"><value>Nậm Mậu</value></text><text id="khe_coc"><value>Khe Cóc</value></text>
      </translation>
      <translation lang="English (en)">
        <text id="head"><value>Head <output value="/data/head"/></value></text>
        <text id="nam_mau"><value>Nam Mau</value></text><text id="khe_coc"><value>Khe Coc</value></text>
      </translation>
    </itext>
    <instance><data id="household" version="3">
      <commune/><village/><head/><size/><greeting/>
      <member jr:template=""><name/><born/><age/><adult/></member>
      <grown_ups/><meta><instanceID/><entity dataset="households" create="1" id=""><label/></entity></meta>
    </data></instance>
    <instance id="villages"><root>
      <item><name>nam_mau</name><commune>03061</commune><itextId>nam_mau</itextId></item>
      <item><name>khe_coc</name><commune>03070</commune><itextId>khe_coc</itextId></item>
    </root></instance>
    <bind nodeset="/data/commune" type="string" required="true()" jr:requiredMsg="Chọn xã"/>
    <bind nodeset="/data/village" type="string" relevant="/data/commune != ''"/>
    <bind nodeset="/data/size" type="int" constraint=". &gt; 0 and . &lt; 30" jr:constraintMsg="Từ 1 đến 29"/>
    <bind nodeset="/data/member/born" type="date"/>
    <bind nodeset="/data/member/age" type="int" calculate="age(../born, today())"/>
    <bind nodeset="/data/member/adult" type="string" calculate="if(../age &gt;= 18, 'yes', 'no')"/>
    <bind nodeset="/data/grown_ups" type="int" calculate="count(/data/member[adult = 'yes'])"/>
    <bind nodeset="/data/head" type="string" entities:saveto="head_name"/>
    <bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/>
    <bind nodeset="/data/meta/entity/label" calculate="/data/head"/>
    <setvalue event="odk-instance-first-load" ref="/data/size">1</setvalue>)x";

const std::string household_body = R"x(
    <select1 ref="/data/commune"><label>Xã</label>
      <item><label>Văn Bàn</label><value>03061</value></item><item><label>Khánh Yên</label><value>03070</value></item></select1>
    <select1 ref="/data/village"><label>Thôn</label>
      <itemset nodeset="instance('villages')/root/item[commune = /data/commune]">
        <value ref="name"/><label ref="jr:itext(itextId)"/></itemset></select1>
    <input ref="/data/head"><label ref="jr:itext('head')"/><hint>Họ và tên</hint>
      <setvalue event="xforms-value-changed" ref="/data/greeting" value="concat('Chào ', /data/head)"/></input>
    <input ref="/data/size"><label>Số người</label></input>
    <group ref="/data/member"><label>Thành viên</label><repeat nodeset="/data/member">
      <input ref="name"><label>Tên</label></input><input ref="born"><label>Ngày sinh</label></input>
    </repeat></group>)x";

}  // namespace

TEST_CASE("an ODK form is filled: choices by a table, rows, texts in two languages, what it does by itself") {
    Instance form(imported(xform(household_model, household_body)), on("2024-06-30"));
    CHECK(form.form().definition.id == "household");
    CHECK(errors_of(form) == "commune required");
    CHECK(form.problems().front().message.vi == "Chọn xã");
    CHECK_FALSE(is_shown(form, "village"));
    REQUIRE(form.set("commune", Value("03061")));
    CHECK(offered(form, "village") == "nam_mau=Nậm Mậu");
    REQUIRE(form.set("village", Value("nam_mau")));
    REQUIRE(form.set("commune", Value("03070")));
    CHECK(offered(form, "village") == "khe_coc=Khe Cóc");
    CHECK(errors_of(form) == "village not_in_list");  // kept, and said

    CHECK(value_text(form, "size") == "1");  // set when the form was first opened
    REQUIRE(form.set("size", Value(std::int64_t{40})));
    CHECK(errors_of(form) == "village not_in_list, size constraint");
    REQUIRE(form.set("head", Value("Lò Văn Páo")));
    CHECK(value_text(form, "greeting") == "Chào Lò Văn Páo");

    const std::string row = "member/" + *form.add_row("member");
    REQUIRE(form.set(row + "/born", Value("2006-06-30")));
    CHECK(value_text(form, (row + "/age").c_str()) == "18");
    CHECK(value_text(form, "grown_ups") == "1");
    CHECK(form.view(*form.find("head")).label == "Chủ hộ Lò Văn Páo, 1 người");
    form.set_language("en");
    CHECK(form.view(*form.find("head")).label == "Head Lò Văn Páo");
    CHECK(offered(form, "village") == "khe_coc=Khe Coc");
    CHECK(value_text(form, "meta/instanceID").starts_with("uuid:"));
}

TEST_CASE("entities are kept as they are declared") {
    const FormPointer form = imported(xform(household_model, household_body));
    REQUIRE(form->definition.entities.size() == 1);
    CHECK(form->definition.entities[0].dataset == "households");
    CHECK(form->definition.entities[0].create_if == "1");
    CHECK(form->definition.entities[0].label == "/data/head");
    CHECK(form->definition.find("head")->save_to == "head_name");
}

TEST_CASE("a saved ODK record is read back into the form") {
    const FormPointer form = imported(xform(household_model, household_body));
    const auto answers = answers_from_xml(form->definition,
                                          "<data><commune>03061</commune><member><born>1990-01-02</born></member>"
                                          "<member><born>2020-01-02</born></member></data>");
    REQUIRE(answers);
    const Instance opened(form, on("2024-06-30"), *answers);
    CHECK(value_text(opened, "member/1/age") == "34");
    CHECK(value_text(opened, "grown_ups") == "1");
    CHECK(value_text(opened, "size") == "");  // it is no first load
}

TEST_CASE("rows: counted, standing in the form, one more while the last says so") {
    const FormPointer counted = imported(xform(
        R"x(<instance><data id="f"><n>2</n><r><x>a</x></r></data></instance>)x",
        R"x(<input ref="/data/n"/><repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/x"/></repeat>)x"));
    Instance two(counted, on("2024-06-30"));
    CHECK(value_text(two, "r/2/x") == "a");
    REQUIRE(two.set("n", Value("3")));
    CHECK(value_text(two, "r/3/x") == "a");

    const FormPointer standing =
        imported(xform(R"x(<instance><data id="f"><r><x>a</x></r><r><x>b</x></r></data></instance>)x",
                       R"x(<repeat nodeset="/data/r"><input ref="/data/r/x"/></repeat>)x"));
    CHECK(value_text(Instance(standing, on("2024-06-30")), "r/2/x") == "b");

    const FormPointer endless = imported(xform(
        R"x(<instance><data id="f"><want/><r><more/></r></data></instance>
           <bind nodeset="/data/want" type="int" calculate="count(/data/r[more = 'yes']) + 1"/>)x",
        R"x(<repeat nodeset="/data/r" jr:count="/data/want"><input ref="/data/r/more"/></repeat>)x"));
    Instance growing(endless, on("2024-06-30"));
    REQUIRE(growing.set("r/1/more", Value("yes")));
    REQUIRE(growing.set("r/2/more", Value("yes")));
    CHECK(value_text(growing, "want") == "3");
    REQUIRE(growing.set("r/3/more", Value("no")));
}

TEST_CASE("what is not supported is named with its place, and the rest is kept") {
    const std::string found = problems_of(xform(
        R"x(<instance><data id="f"><q/><where/></data></instance><bind nodeset="/data/q" jr:preload="patient"/>
           <odk:setgeopoint event="odk-instance-first-load" ref="/data/where"/>)x",
        R"x(<input ref="/data/q"/><input ref="/data/elsewhere"/>)x"));
    CHECK(found.find("error") == std::string::npos);
    CHECK(found.find("setgeopoint") != std::string::npos);
    CHECK(found.find("warning q") != std::string::npos);
    CHECK(found.find("warning elsewhere") != std::string::npos);
}

TEST_CASE("tables beside the form: CSV as it comes from Excel, missing ones are named") {
    const std::string model = R"x(<instance><data id="f"><village/><people/></data></instance>
        <instance id="villages" src="jr://file-csv/villages.csv"/>
        <bind nodeset="/data/people" type="int" calculate="pulldata('villages', 'people', 'name', /data/village)"/>)x";
    const std::string xml =
        xform(model, R"x(<select1 ref="/data/village"><itemset nodeset="instance('villages')/root/item">
        <value ref="name"/><label ref="label_vi"/></itemset></select1>)x");
    const Compiled compiled = compile_xform(xml, [](std::string_view uri) {
        CHECK(uri == "jr://file-csv/villages.csv");
        return std::optional<std::string>(
            "\xEF\xBB\xBFname,label vi,people\r\nnam_mau,\"Nậm Mậu, bản \"\"trên\"\"\",120\r\nkhe_coc,Khe Cóc\n");
    });
    REQUIRE(compiled);
    Instance form(compiled.form, on("2024-06-30"));
    CHECK(offered(form, "village") == "nam_mau=Nậm Mậu, bản \"trên\", khe_coc=Khe Cóc");
    REQUIRE(form.set("village", Value("nam_mau")));
    CHECK(value_text(form, "people") == "120");
    CHECK(problems_of(xml) == "warning instance(villages)\n");
}

TEST_CASE("a broken ODK form is refused with a reason") {
    CHECK(problems_of("") == "error /\n");
    CHECK(problems_of("<a/>") == "error /html/head/model/instance\n");
    CHECK(problems_of(xform("<instance/>", "")) == "error /html/head/model/instance\n");
    CHECK(problems_of(xform(R"x(<instance><data id="f"><q/></data></instance>
        <setvalue event="never" ref="/data/q">1</setvalue>)x",
                            ""))
              .starts_with("error /h:html/h:head/model/setvalue"));
    const ParsedForm loop = import_xform(xform(R"x(<instance><data id="f"><a/><b/></data></instance>
        <bind nodeset="/data/a" calculate="/data/b"/><bind nodeset="/data/b" calculate="/data/a"/>)x",
                                               ""),
                                         nullptr);
    REQUIRE(loop);
    CHECK_FALSE(compile_form(*loop.definition));
}

TEST_CASE("types of ODK: places, moments, truths") {
    Instance form(imported(xform(R"x(<instance><data id="f"><where/><when/><sure/><yes/></data></instance>
        <bind nodeset="/data/where" type="geopoint"/><bind nodeset="/data/when" type="dateTime"/>
        <bind nodeset="/data/sure" type="boolean"/><bind nodeset="/data/yes" calculate="if(/data/sure, 'có', 'không')"/>)x",
                                 R"x(<input ref="/data/where"/><input ref="/data/when"/><input ref="/data/sure"/>)x")),
                  on("2024-06-30"));
    REQUIRE(form.set("where", Value("22.1 104.2 0 5")));
    CHECK(value_text(form, "where") == "22.1 104.2 0.0 5.0");
    CHECK_FALSE(form.set("where", Value("122 104")));
    CHECK_FALSE(form.set("when", Value("2024-06-30")));
    REQUIRE(form.set("when", Value("2024-06-30T07:00:00.000+07:00")));
    REQUIRE(form.set("sure", Value("false")));
    CHECK(value_text(form, "yes") == "không");  // a false answer is false, not a text that is there
}

TEST_CASE("an ODK form travels inside a package of ours, with the files that came with it") {
    const std::string xml = xform(R"x(
        <instance><data id="visit" version="12"><village/><twice/></data></instance>
        <instance id="villages" src="jr://file-csv/villages.csv"/>
        <bind nodeset="/data/village" type="string" required="true()"/>
        <bind nodeset="/data/twice" calculate="concat(/data/village, /data/village)"/>)x",
                                  R"x(<select1 ref="/data/village"><label>Thôn</label>
        <itemset nodeset="instance('villages')/root/item"><value ref="name"/><label ref="label"/></itemset></select1>)x");
    const Attachment files = [](std::string_view uri) -> std::optional<std::string> {
        if (uri != "jr://file-csv/villages.csv") return std::nullopt;
        return "name,label\nnm,Nậm Mậu\nkc,Khe Cóc\n";
    };
    const auto package = package_of_xform(xml, files, "fallback");
    REQUIRE(package);
    const FormPointer form = compiled(*package);  // where no file lies beside it any more
    CHECK(form->definition.id == "visit");
    CHECK(form->definition.version == 12);
    CHECK(form->definition.is_imported);
    Instance visit(form, on("2026-03-02"));
    CHECK(offered(visit, "village") == "nm=Nậm Mậu, kc=Khe Cóc");
    REQUIRE(visit.set("village", Value("kc")));
    CHECK(visit.value("twice") == Value("kckc"));
}

TEST_CASE("a package whose ODK form is broken says so like any other") {
    const Compiled broken =
        compile_package(R"({"id":"x","version":1,"title":"X","xform":"<h:html><h:head></h:head></h:html>"})");
    CHECK_FALSE(broken);
    CHECK_FALSE(compile_package(R"({"id":"x","version":1,"title":"X","xform":7})"));
    CHECK_FALSE(package_of_xform("<nothing/>", nullptr, "x"));
}

TEST_CASE("an ODK form keeps its pictures and its further help, and names by place what cannot be done here") {
    const ParsedForm parsed = import_xform(
        R"j(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms">
<h:head><h:title>Phiếu</h:title><model><itext><translation lang="Tiếng Việt (vi)">
 <text id="q:label"><value>Chọn nơi đau</value><value form="image">jr://images/body.png</value><value form="audio">jr://audio/ask.mp3</value></text>
 <text id="q:hint"><value>Chỉ vào hình</value><value form="guidance">Không gợi ý câu trả lời</value></text>
 <text id="a:label"><value>Đầu</value><value form="image">jr://images/head.png</value></text></translation></itext>
 <instance><data id="f"><where/><scan/><pain/></data></instance>
 <bind nodeset="/data/where" type="string"/><bind nodeset="/data/scan" type="string"/><bind nodeset="/data/pain" type="int"/>
 <odk:recordaudio event="odk-instance-load" ref="/data/scan"/></model></h:head>
<h:body><select1 ref="/data/where" appearance="image-map"><label ref="jr:itext('q:label')"/><hint ref="jr:itext('q:hint')"/><item><label ref="jr:itext('a:label')"/><value>head</value></item></select1>
 <input ref="/data/scan" appearance="ex:org.scanner.SCAN(a=1)" intent="org.scanner.SCAN"><label>Quét</label></input>
 <range ref="/data/pain" start="0" end="10" step="1"><label>Đau mấy phần</label></range></h:body></h:html>)j",
        nullptr);
    REQUIRE(parsed);
    const Node& where = *parsed.definition->find("where");
    CHECK(where.media.at("image").in("vi", "vi") == "body.png");
    CHECK(where.media.at("audio").in("vi", "vi") == "ask.mp3");
    CHECK(where.guidance.in("vi", "vi") == "Không gợi ý câu trả lời");
    CHECK(parsed.definition->list("where")->choices[0].media.at("image").in("vi", "vi") == "head.png");
    CHECK(parsed.definition->find("pain")->parameter("end") == "10");
    std::string told;
    for (const Problem& problem : parsed.problems) told += problem.where + " - " + problem.message.en + "\n";
    INFO(told);
    for (const char* named :
         {"/@appearance - The appearance \"image-map\" is not supported", "/@appearance - The appearance \"ex:\"",
          "/@intent - Another program (\"org.scanner.SCAN\") cannot be called", "recordaudio is not supported"})
        CHECK(told.find(named) != std::string::npos);
    CHECK(parsed.problems.size() == 4);
}
