package onestop.web.page.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onestop.engine.CommandGateway.Outcome;
import onestop.inbox.InboxItem;
import onestop.kernel.Failure;
import onestop.web.page.Names;
import onestop.web.page.work.BulkSummary.Missed;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says which of many items failed, each by the name of its dossier and step, and why. */
@Component
final class ManyOutcomes {
  private final Names names;
  private final Problems problems;

  ManyOutcomes(Names names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /** The sentence of a refusal. */
  String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }

  /**
   * The items that failed, in their order.
   *
   * @param rows the items as they stood before, by id
   * @param outcomes in the order of the ids
   */
  List<Missed> missed(
      List<String> ids, Map<String, InboxItem> rows, List<? extends Outcome<?>> outcomes) {
    List<Missed> missed = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      RuntimeException failure = outcomes.get(i).failure();
      if (failure != null) {
        String id = ids.get(i);
        missed.add(new Missed(id, named(rows.get(id)), why(failure)));
      }
    }
    return missed;
  }

  private String named(@Nullable InboxItem row) {
    return row == null
        ? names.text("bulk.elsewhere")
        : names.text("bulk.named", row.dossier().value(), names.step(row.step(), row.name()));
  }

  /** The sentence of a failure; of one that is no refusal, that it is a fault of the program. */
  String why(RuntimeException failure) {
    return failure instanceof Failure known ? sentence(known) : names.text("wrong.item-broken");
  }
}
