// The programs as they are built: what the threat model says of them stands in their own headers.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "tests/support/process.h"

using nuong::testing::run_process;

namespace {

std::string read_elf(const char* what, const std::string& program) {
    const auto read = run_process({"readelf", what, "--wide", program});
    REQUIRE(read.exit_code == 0);
    return read.out;
}

}  // namespace

TEST_CASE("both programs lie where nobody can guess, with read-only tables, canaries and checked copies") {
    for (const char* name : {"nuong", "nuong-server"}) {
        const std::string program = std::string(NUONG_BIN_DIR) + "/" + name;
        CAPTURE(program);
        CHECK(read_elf("--file-header", program).find("DYN (Position-Independent Executable file)") !=
              std::string::npos);
        const std::string segments = read_elf("--program-headers", program);
        CHECK(segments.find("GNU_RELRO") != std::string::npos);
        const std::size_t stack = segments.find("GNU_STACK");
        REQUIRE(stack != std::string::npos);
        CHECK(segments.substr(stack, segments.find('\n', stack) - stack).find("RWE") == std::string::npos);
        CHECK(read_elf("--dynamic", program).find("BIND_NOW") != std::string::npos);
        const std::string symbols = read_elf("--dyn-syms", program);
        CHECK(symbols.find("__stack_chk_fail") != std::string::npos);
        CHECK(symbols.find("_chk@") != std::string::npos);  // __memcpy_chk and its kin: -D_FORTIFY_SOURCE
    }
}
