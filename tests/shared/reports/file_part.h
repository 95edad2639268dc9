// One part of a written .xlsx or .docx file, as it stands in its archive.
#pragma once
#include <zip.h>

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace nuong::reports::testing {

inline std::string part_of(const std::string& path, const std::string& name) {
    int error = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY, &error);
    REQUIRE(archive);
    zip_stat_t stat;
    CAPTURE(name);
    REQUIRE(zip_stat(archive, name.c_str(), 0, &stat) == 0);
    std::string text(stat.size, '\0');
    zip_file_t* part = zip_fopen(archive, name.c_str(), 0);
    REQUIRE(zip_fread(part, text.data(), text.size()) == static_cast<zip_int64_t>(text.size()));
    zip_fclose(part);
    zip_discard(archive);
    return text;
}

}  // namespace nuong::reports::testing
