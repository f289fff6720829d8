package onestop.models.lint.catalogue;

import java.util.List;
import onestop.models.lint.LintRule;

/** The rules on a model and the procedures that it serves, in their order. */
public final class CatalogueRules {
  /** All rules. */
  public static final List<LintRule<ServedProcess>> ALL =
      List.of(new KnownRulePack(), new AllotmentsFit());

  private CatalogueRules() {}
}
