// ExportWriter: one format. Records go in one by one and nothing of them is kept; the files are whole after finish()
// and stand under their names after publish().
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "shared/exports/export_row.h"
#include "shared/exports/stamp.h"

namespace nuong::exports {

class ExportWriter {
public:
    virtual ~ExportWriter() = default;
    virtual Status add(const Outgoing& record) = 0;
    virtual Status finish(const Amount& amount) = 0;
    // The main file last: whoever sees it sees all that belongs to it.
    virtual Result<std::vector<std::string>> publish() = 0;
};

// `order` and `plan` must outlive the writer.
Result<std::unique_ptr<ExportWriter>> make_csv_writer(const Order& order, const ExportPlan& plan, const Stamp& stamp);
Result<std::unique_ptr<ExportWriter>> make_json_writer(const Order& order, const ExportPlan& plan, const Stamp& stamp);
Result<std::unique_ptr<ExportWriter>> make_xlsx_writer(const Order& order, const ExportPlan& plan, const Stamp& stamp);

}  // namespace nuong::exports
