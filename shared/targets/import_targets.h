// Reads a plan's table: keeps every figure as printed, adds up again what the layout says adds up, and lists each
// difference. It decides nothing: a person asks whoever signed the plan.
#pragma once
#include "shared/base/json.h"
#include "shared/model/area_tree.h"
#include "shared/sheets/workbook.h"
#include "shared/targets/target_layout.h"

namespace nuong {

struct PlanRow {
    std::string printed;  // the area as the table writes it
    AreaCode area;
    bool is_total = false;
    std::vector<std::optional<Decimal>> values;  // one per column of the layout; nothing where the cell is empty
};

struct Finding {
    std::string area;  // as printed; "column" when a column does not add up
    AreaCode area_code;
    std::string check;
    Decimal printed, recomputed;

    Decimal difference() const { return printed - recomputed; }
    bool operator==(const Finding&) const = default;
};

struct ImportedPlan {
    const TargetLayout* layout = nullptr;
    std::vector<PlanRow> rows;
    std::vector<Finding> findings;  // row by row, then the columns
};

// The first sheet that is laid out as one of `layouts`; these must outlive the result. Errors name file, row and fix.
Result<ImportedPlan> import_targets(const std::vector<sheets::Sheet>& table, const std::string& file,
                                    const std::vector<TargetLayout>& layouts, const AreaTree& areas);

// [{area, area_code, check, printed, recomputed, difference}]
OrderedJson findings_json(const ImportedPlan& plan);

// The plan as a document to publish (target_plan.h), with the table as printed and the findings.
OrderedJson target_document(const ImportedPlan& plan, const PlanFacts& facts, std::uint32_t version);

}  // namespace nuong
