package onestop.web.page.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import onestop.engine.CommandGateway.Outcome;
import onestop.kernel.Failure;
import onestop.web.page.Names;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says what became of many items at once. */
@Component
final class ManyOutcomes {
  private final Names names;
  private final Problems problems;

  ManyOutcomes(Names names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /**
   * What became of them.
   *
   * @param done how many succeeded
   * @param refused for each kind of failure how many did not and why; null if all succeeded
   */
  record Told(int done, @Nullable String refused) {}

  /** The sentence of a refusal. */
  String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }

  Told tell(List<Outcome<Boolean>> outcomes) {
    Map<String, Integer> refused = new LinkedHashMap<>();
    for (Outcome<Boolean> outcome : outcomes) {
      RuntimeException failure = outcome.failure();
      if (failure != null) {
        String why =
            failure instanceof Failure known ? sentence(known) : names.text("wrong.item-broken");
        refused.merge(why, 1, Integer::sum);
      }
    }
    int failed = refused.values().stream().mapToInt(Integer::intValue).sum();
    return new Told(
        outcomes.size() - failed,
        failed == 0
            ? null
            : refused.entrySet().stream()
                .map(why -> names.text("assign.refused", why.getValue(), why.getKey()))
                .collect(Collectors.joining(" ")));
  }
}
