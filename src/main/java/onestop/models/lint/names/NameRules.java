package onestop.models.lint.names;

import java.util.List;
import onestop.models.lint.Each;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.models.lint.Part;

/** The rules on single elements, in their order. */
public final class NameRules {
  /** All rules. */
  public static final List<LintRule<ModelSource>> ALL =
      List.of(
          new OneProcess(),
          new Each<>(
              Part::everything,
              List.of(new KnownNames(), new UniqueIds(), new VerbObjectIds(), new ColumnLengths())),
          new Each<>(Part::everything, List.of(new KnownExpressions())),
          new BpmnSchema());

  private NameRules() {}
}
