#include "client/cli/terminal.h"

#include <cstdio>

#include "shared/base/harmless_text.h"

namespace nuong::client {
namespace {

void write_lines(std::FILE* out, const std::string& text) {
    const std::string lines = harmless_lines(text);
    std::fwrite(lines.data(), 1, lines.size(), out);
    if (!lines.empty() && lines.back() != '\n') std::fputc('\n', out);
}

}  // namespace

void print(const std::string& text) { write_lines(stdout, text); }

void say_aside(const std::string& text) { write_lines(stderr, text); }

}  // namespace nuong::client
