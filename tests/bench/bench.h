// What every bench needs to know, and the benches there are.
#pragma once
#include <functional>
#include <string>

#include "tests/bench/report.h"

namespace nuong::bench {

struct Setting {
    std::string folder;   // to work in; removed afterwards
    std::string schemas;  // the published documents
    std::string bin;      // where nuong and nuong-server are
    std::string pouchdb;  // the program of PouchDB's server; "": it is not here
    int records = 10'000;
    int rounds = 3;
    int minutes = 1;  // that a rush takes
};

Section bench_save(const Setting& setting);
Section bench_sync(const Setting& setting);
Section bench_full(const Setting& setting);
Section bench_line(const Setting& setting);
Section bench_start(const Setting& setting);
Section bench_light(const Setting& setting);
Section bench_search(const Setting& setting);
Section bench_overview(const Setting& setting);
Section bench_export(const Setting& setting);
Section bench_figures(const Setting& setting);
Section bench_forms(const Setting& setting);
Section bench_servers(const Setting& setting);
Section bench_rush(const Setting& setting);
Section bench_large_forms(const Setting& setting);

// "/tmp/x/name", new and empty.
std::string fresh_folder(const Setting& setting, const std::string& name);
std::string read_schema(const Setting& setting, const std::string& path);

}  // namespace nuong::bench
