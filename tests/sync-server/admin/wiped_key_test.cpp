// The server's key is read from its file as digits. Memory that the program gives back is looked at here on its way.
#include <malloc.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <new>
#include <string_view>

#include "sync-server/admin/data_folder.h"
#include "tests/sync-server/admin/operator.h"

using namespace nuong;
using nuong::testing::Operator;

#ifndef NUONG_SANITIZED  // a sanitizer has operators of its own for this
namespace {

// What is looked for, of one thread and while it is set.
thread_local std::string_view sought;
thread_local std::size_t times_found = 0;

struct Looking {
    explicit Looking(std::string_view digits) {
        times_found = 0;
        sought = digits;
    }
    ~Looking() { sought = {}; }
    Looking(const Looking&) = delete;
    Looking& operator=(const Looking&) = delete;
};

void look_at(void* memory) {
    if (sought.empty() || !memory) return;
    const std::string_view given_back(static_cast<const char*>(memory), malloc_usable_size(memory));
    times_found += given_back.find(sought) != std::string_view::npos;
}

}  // namespace

void* operator new(std::size_t size) {
    if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    look_at(memory);
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    look_at(memory);
    std::free(memory);
}

TEST_CASE("the server's store is opened, and the digits of its key are in no memory that was given back") {
    Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    std::string digits;
    std::ifstream(it.data() / "key") >> digits;
    REQUIRE(digits.size() == 64);
    digits.resize(32);  // also half of it would be too much
    {
        const Looking looking(digits);
        const std::string copied(digits);
        REQUIRE(times_found == 0);
    }
    REQUIRE(times_found == 1);  // it is seen where somebody leaves it

    admin::DataFolder folder(it.data().string(), std::nullopt);
    const Looking looking(digits);
    CHECK(folder.open());
    CHECK(times_found == 0);
}

#endif

TEST_CASE("a key file with space around the digits opens the store, and one that is no key does not") {
    Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    std::string digits;
    std::ifstream(it.data() / "key") >> digits;
    const auto opens_with = [&](const std::string& text) {
        std::ofstream(it.data() / "key") << text;
        return bool(admin::DataFolder(it.data().string(), std::nullopt).open());
    };
    CHECK(opens_with(digits));
    CHECK(opens_with(" \t" + digits + "\r\n\n"));
    for (const std::string& text : {std::string(), std::string("\n"), digits.substr(2), digits + "00", digits + "x",
                                    std::string(64, 'x'), digits + std::string(1000, 'a')}) {
        CAPTURE(text);
        CHECK_FALSE(opens_with(text));
    }
}
