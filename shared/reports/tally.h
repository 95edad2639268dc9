// Tally: counts records into a report, one record at a time, with the expressions of the report's definition.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "shared/forms/compile.h"
#include "shared/model/area_tree.h"
#include "shared/reports/report_definition.h"
#include "shared/reports/report_table.h"

namespace nuong::reports {

// What the report must know of one record.
struct CountedRecord {
    std::string record;  // id
    FormId form;
    AreaCode area;
    std::string status;    // void records are not counted
    std::string corrects;  // id of the record that this one supersedes: that one is not counted
    Fields answers;
};

class Tally {
public:
    using Forms = std::map<FormId, std::shared_ptr<const forms::CompiledForm>>;

    // Fails when a row's expression does not fit its form; the message names the row.
    static Result<Tally> make(const ReportDefinition& definition, const AreaTree& areas, const AreaCode& area,
                              const Period& period, const Forms& forms);
    Tally(Tally&&) noexcept;
    Tally& operator=(Tally&&) noexcept;
    ~Tally();

    // In any order.
    void add(const CountedRecord& record);
    ReportTable finish() const;

private:
    struct Row;
    struct Section;
    struct Share;  // what one record adds to one row
    Tally();
    void count(const CountedRecord& record, std::size_t section, std::size_t column, Date day);

    ReportTable table_;
    std::vector<Section> sections_;
    std::map<std::string, std::vector<Share>> shares_;  // by record
    std::set<std::string> superseded_;
    std::map<AreaCode, std::size_t> column_of_;
    std::size_t other_column_ = 0;
    AreaTree areas_;
};

}  // namespace nuong::reports
