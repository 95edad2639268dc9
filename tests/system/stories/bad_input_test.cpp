// What people type and what disks do: each with the message that says what to do, and nothing lost.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "tests/system/stories/village.h"

using namespace nuong::testing;
using nuong::test::bytes_of;
using nuong::test::write_bytes;

namespace {

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Answers that cannot be stored are refused by name and store nothing") {
    Village village;
    village.open_server();
    village.enrol("lan");
    struct Case {
        std::string form, answers, vi, en;
    };
    const std::vector<Case> cases{
        {"persson", R"({"full_name":"Lan"})", "persson", "persson"},
        {"person", R"({"full_name":"Lan","telefone":"1"})", "telefone", "telefone"},
        {"person", R"({"full_name":)", "JSON", "JSON"},
        {"person", "", "JSON", "JSON"},
        {"person", "[1,2]", "", ""},
        {"person", "\"text\"", "", ""},
        {"person", "{\"full_name\":\"V\xE0ng\"}", "UTF-8", "UTF-8"},
        {"person", R"({"full_name":"Lan","visits":"many"})", "visits", "visits"},
        {"person", R"({"phone":"0912"})", "full_name", "full_name"},
        {"person", std::string(100'000, '['), "", ""},
    };
    for (const Case& bad : cases) {
        const std::vector<std::string> words{"record", "add", bad.form, "--area", Village::area, "--answers", "-"};
        CAPTURE(bad.form, bad.answers.substr(0, 60));
        const auto in_vietnamese = village.run("lan", words, bad.answers);
        CAPTURE(in_vietnamese.out, in_vietnamese.err);
        CHECK(in_vietnamese.exit_code == 1);
        CHECK(says(in_vietnamese.out + in_vietnamese.err, bad.vi));
        std::vector<std::string> english{"--lang", "en"};
        english.insert(english.end(), words.begin(), words.end());
        const auto in_english = village.run("lan", english, bad.answers);
        CAPTURE(in_english.out, in_english.err);
        CHECK(in_english.exit_code == 1);
        CHECK(says(in_english.out + in_english.err, bad.en));
        CHECK(in_english.out + in_english.err != in_vietnamese.out + in_vietnamese.err);
    }
    CHECK(size_at(village.ask("lan", {"record", "list"}), "") == 0);
}

TEST_CASE("Text with its marks apart is stored composed, and found") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string record = village.add_person("lan", "Vu\xCC\x9B\xCC\x80 A");  // u + horn + grave
    CHECK(at(village.ask("lan", {"record", "show", record}), "/values/full_name") == "Vừ A");
    CHECK(size_at(village.ask("lan", {"record", "list", "--search", "vu a"}), "") == 1);
}

TEST_CASE("A wrong PIN opens nothing, and the sixth has to wait") {
    Village village;
    village.open_server();
    village.enrol("lan");
    for (int guess = 1; guess <= 5; ++guess) {
        const auto wrong = village.run_with_pin("000000", "lan", {"status"});
        CHECK(wrong.exit_code == 5);
        CHECK(says(wrong.err, "Mã PIN không đúng. Hãy nhập lại."));
    }
    const auto wait = village.run_with_pin(Village::pin, "lan", {"status"});
    CHECK(wait.exit_code == 5);
    CHECK(says(wait.err, "giây"));
    CHECK(says(village.run_with_pin(Village::pin, "lan", {"--lang", "en", "status"}).err, "seconds and try again"));
}

TEST_CASE("A damaged store or key file is said to be damaged and left as it is") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.add_person("lan", "Vàng Seo Phử");
    const std::string store = village.home("lan") + "/store.db", keyring = village.home("lan") + "/keyring.json";
    const std::string whole = bytes_of(store), whole_keyring = bytes_of(keyring);
    std::string flipped = whole;
    for (std::size_t i = 100; i < flipped.size(); i += 4096) flipped[i] = static_cast<char>(flipped[i] ^ 1);
    std::string flipped_inside = whole;
    for (std::size_t i = 4096 + 100; i < flipped.size(); i += 4096)
        flipped_inside[i] = static_cast<char>(flipped_inside[i] ^ 1);
    for (const std::string& damaged :
         {flipped, flipped_inside, whole.substr(0, whole.size() / 2), whole.substr(0, 4096), whole.substr(0, 1),
          std::string(whole.size(), 'x'), std::string("SQLite format 3\0", 16) + std::string(9000, '\0')}) {
        write_bytes(store, damaged);
        const auto opened = village.run("lan", {"record", "list"});
        CAPTURE(damaged.size(), opened.out, opened.err);
        CHECK(opened.exit_code == 5);
        CHECK(says(opened.err, "Đừng xóa gì; hãy báo cán bộ kỹ thuật"));
        CHECK(says(village.run("lan", {"--lang", "en", "record", "list"}).err, "Delete nothing; call the district"));
        CHECK(bytes_of(store) == damaged);
    }
    write_bytes(store, whole);
    for (const std::string& damaged :
         {std::string(), std::string("{}"), std::string(5000, 'x'), whole_keyring.substr(0, whole_keyring.size() / 2),
          std::string(R"({"users":[{"user":7}]})")}) {
        write_bytes(keyring, damaged);
        const auto opened = village.run("lan", {"record", "list"});
        CAPTURE(damaged.size(), opened.err);
        CHECK(opened.exit_code == 5);
        CHECK(says(opened.err, "Tệp khóa của máy này bị hỏng"));
    }
    write_bytes(keyring, whole_keyring);
    CHECK(size_at(village.ask("lan", {"record", "list"}), "") == 1);
}

TEST_CASE("A store that is gone is not replaced by an empty one") {
    Village village;
    village.open_server();
    village.enrol("lan");
    std::filesystem::rename(village.home("lan") + "/store.db", village.file("elsewhere.db"));
    const auto opened = village.run("lan", {"record", "list"});
    CAPTURE(opened.out, opened.err);
    CHECK(opened.exit_code == 5);
    CHECK(says(opened.err, "store.db"));
    CHECK_FALSE(std::filesystem::exists(village.home("lan") + "/store.db"));
    std::ofstream(village.home("lan") + "/store.db").close();  // what a disk check leaves of a lost file
    CHECK(village.run("lan", {"record", "list"}).exit_code == 5);
    CHECK(std::filesystem::file_size(village.home("lan") + "/store.db") == 0);
}

TEST_CASE("Codes and addresses that are wrong are refused with a way on") {
    Village village;
    village.open_server();
    const auto wrong = village.run("lan", {"enroll", village.url(), "AAAA-BBBB-CCCC"});
    CAPTURE(wrong.out, wrong.err);
    CHECK(wrong.exit_code == 4);
    CHECK(says(wrong.err, "mã"));
    const std::string code = village.code("lan");
    village.ask("lan", {"enroll", village.url(), code});
    const auto used = village.run("binh", {"enroll", village.url(), code});
    CHECK(used.exit_code == 4);
    village.ask("binh", {"enroll", village.url(), village.code("binh")});  // the same device, a right code
    for (const std::string url : {"http://may-chu.vi-du.vn", "ftp://127.0.0.1", "127.0.0.1:8765", "https://"}) {
        const auto refused = village.run("hoa", {"enroll", url, "AAAA-BBBB-CCCC"});
        CAPTURE(url, refused.err);
        CHECK(refused.exit_code == 2);
        CHECK(says(refused.err, "https://"));
        CHECK_FALSE(std::filesystem::exists(village.home("hoa")));
    }
    const auto not_enrolled = village.run("hoa", {"status"});
    CHECK(not_enrolled.exit_code == 4);
    CHECK(says(not_enrolled.err, "nuong enroll"));
}
