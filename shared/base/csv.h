// CSV (RFC 4180) read line by line, as Excel and people write it: quotes, doubled quotes, line breaks inside quotes, a
// byte order mark, lines that end early.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nuong {

class CsvReader {
public:
    // `csv` must outlive it.
    explicit CsvReader(std::string_view csv, char separator = ',');

    bool is_done() const { return at_ >= csv_.size(); }
    std::vector<std::string> line();
    void line(std::vector<std::string>& fields);  // appended
    // Of the line that was read last, from 1, as an editor counts.
    std::size_t line_number() const { return line_number_; }

private:
    std::string field();

    std::string_view csv_;
    char separator_;
    std::array<char, 3> ends_;  // what ends a field
    std::size_t at_ = 0;
    std::size_t line_number_ = 0;
    std::size_t next_line_ = 1;
};

}  // namespace nuong
