package onestop.web.page;

import onestop.forecast.Chance;
import onestop.inbox.Chances.Outlook;
import onestop.inbox.NextItem.Given;
import org.springframework.stereotype.Component;

/** Says why an officer got this item and no other, and how much work is expected to be left. */
@Component
public final class NextWords {
  private final Names names;
  private final StandingWords standing;
  private final Spans spans;

  NextWords(Names names, StandingWords standing, Spans spans) {
    this.names = names;
    this.standing = standing;
    this.spans = spans;
  }

  /** Why this item was given. */
  public String of(Given given) {
    StandingWords.Urgency urgency = standing.of(given.item());
    if (given.item().times().closedAt() != null) {
      return names.text("said.next-closed", urgency.text());
    }
    Chance chance = given.outlook().chance();
    if (!chance.isSaved()) {
      return chance.left() < 0
          ? names.text("said.next-late", urgency.text(), urgency.why()).strip()
          : names.text("said.next-lost", spans.of(chance.left()), spans.of(chance.work()));
    }
    return chance.work() == 0
        ? names.text("said.next-alone", spans.of(chance.left()))
        : names.text(
            "said.next", spans.of(chance.left()), spans.of(chance.work()), basis(given.outlook()));
  }

  /** What the expectation goes by. */
  public String basis(Outlook outlook) {
    return outlook.cases() == 0
        ? names.text("expected.allotted")
        : names.text("expected.cases", outlook.cases());
  }
}
