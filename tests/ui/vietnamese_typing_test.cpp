// What people type and what they expect to read.
#include "client/ui/vietnamese_typing.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong::client;

namespace {
struct Typed {
    const char* keys;
    const char* text;
};
}  // namespace

TEST_CASE("Telex: names and words of a field day come out right") {
    const Typed cases[] = {
        {"DDawngj Thij Huowngf", "Đặng Thị Hường"},
        {"Nguyeenx Vawn Hungf", "Nguyễn Văn Hùng"},
        {"Giangf A Lufng", "Giàng A Lùng"},
        {"Lys Thij Hoaf", "Lý Thị Hoà"},
        {"Thuys", "Thuý"},
        {"Lafo Cai", "Lào Cai"},
        {"Vawn Bafn", "Văn Bàn"},
        {"tieemf", "tiềm"},
        {"tieem chichs", "tiêm chích"},
        {"cai nghieenj", "cai nghiện"},
        {"ruowuj", "rượu"},
        {"thuoocs laf", "thuốc là"},
        {"thuowr", "thuở"},
        {"thuowngf", "thường"},
        {"huow", "huơ"},
        {"khuya", "khuya"},
        {"khuyur", "khuỷu"},
        {"khuyeens", "khuyến"},
        {"quaf", "quà"},
        {"quyeets", "quyết"},
        {"quowr", "quở"},
        {"giaf", "già"},
        {"gif", "gì"},
        {"gieengs", "giếng"},
        {"mua", "mua"},
        {"muaw", "mưa"},
        {"muaf", "mùa"},
        {"xoawn", "xoăn"},
        {"hoanf", "hoàn"},
        {"hofan", "hoàn"},
        {"dungd", "đung"},
        {"tw", "tư"},
        {"twf", "từ"},
        {"uwu tieen", "ưu tiên"},
        {"nguwowif", "người"},
        {"nguoiwf", "người"},
        {"nguwoif", "người"},
        {"dduwowngf", "đường"},
        {"tooi", "tôi"},
        {"DDAWKS LAWKS", "ĐĂKS LĂKS"},
        {"DDAWCS", "ĐẮC"},
        {"ngoao", "ngoao"},
        {"Tana", "Tân"},
    };
    for (const Typed& each : cases) {
        INFO(each.keys);
        CHECK(type_keys(each.keys, TypingMethod::telex) == each.text);
    }
}

TEST_CASE("Telex: the same key again takes the mark back and stays literal") {
    const Typed cases[] = {
        {"ass", "as"},     {"asss", "ass"},     {"aaa", "aa"},       {"aaaa", "aaa"}, {"ddd", "dd"}, {"dddd", "ddd"},
        {"oww", "ow"},     {"owww", "oww"},     {"tuww", "tuw"},     {"asf", "à"},    {"asz", "a"},  {"az", "az"},
        {"tesst", "test"}, {"xooong", "xoong"}, {"huowww", "huoww"}, {"ATSS", "ATS"},
    };
    for (const Typed& each : cases) {
        INFO(each.keys);
        CHECK(type_keys(each.keys, TypingMethod::telex) == each.text);
    }
}

TEST_CASE("Telex leaves alone what is no Vietnamese syllable") {
    for (const char* text : {"WHO", "Facebook 12", "methadone 5 mg", "http", "HIV", "a1b2", "zalo"}) {
        INFO(text);
        CHECK(type_keys(text, TypingMethod::telex) == text);
    }
}

TEST_CASE("VNI: digits give marks and tones, numbers stay numbers") {
    const Typed cases[] = {
        {"D9a8ng5 Thi5 Hu7o7ng2", "Đặng Thị Hường"},
        {"Huong72", "Hường"},
        {"Nguye6n4 Va8n Hu2ng", "Nguyễn Văn Hùng"},
        {"so61 12", "số 12"},
        {"2024", "2024"},
        {"a11", "a1"},
        {"a66", "a6"},
        {"d99", "d9"},
        {"thuo63c", "thuổc"},
        {"hoa2", "hoà"},
        {"a10", "a"},
    };
    for (const Typed& each : cases) {
        INFO(each.keys);
        CHECK(type_keys(each.keys, TypingMethod::vni) == each.text);
    }
}

TEST_CASE("after a backspace typing goes on from what is left") {
    std::string text = type_keys("Huowngf", TypingMethod::telex);
    text.resize(text.size() - 2);  // "Hườ": two backspaces over n, g
    CHECK(type_key(text, 'i', TypingMethod::telex) == "Hười");
    CHECK(type_key(text, 's', TypingMethod::telex) == "Hướ");
}

TEST_CASE("with typing switched off every key is itself") {
    CHECK(type_keys("DDawngj 12 as", TypingMethod::off) == "DDawngj 12 as");
}

TEST_CASE("text that is not UTF-8 is not touched and does no harm") {
    const std::string broken = "\xff\xc3";
    CHECK(type_key(broken, 's', TypingMethod::telex) == broken + "s");
    CHECK(type_key("\x80\x80\x80\x80\x80", 'a', TypingMethod::telex) ==
          "\x80\x80\x80\x80\x80"
          "a");
}
