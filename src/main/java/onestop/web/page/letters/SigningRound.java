package onestop.web.page.letters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import onestop.apologies.SignOutcome;
import onestop.apologies.obligation.SignOrder;
import onestop.desk.letters.LetterWork;
import onestop.desk.letters.SigningStack;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Signs the letters that were posted from the stack, as they were shown there. */
@Component
final class SigningRound {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern SHOWN = Pattern.compile("\\d{1,18}:\\d{1,18}");

  private final LetterWork letters;
  private final SigningStack stack;
  private final Problems problems;

  SigningRound(LetterWork letters, SigningStack stack, Problems problems) {
    this.letters = letters;
    this.stack = stack;
    this.problems = problems;
  }

  /**
   * A letter that was not signed.
   *
   * @param code its dossier's code, empty of a letter that does not exist
   * @param again whether the same order may succeed later; a letter that was changed since it was
   *     shown has to be read first
   */
  public record Failed(long id, String code, String sentence, long revision, boolean again) {}

  /** The summary of a round. */
  public record Summary(int signed, List<Failed> failed) {}

  /**
   * The letters of the form and their revisions as shown, in order; empty if none was chosen. The
   * field {@code stack} holds all letters of the stack; the fields {@code id} and {@code
   * revision-…} those that were marked.
   *
   * @throws Failure {@code web/too-many-letters} for more than {@link SigningStack#MOST}
   */
  Map<Long, Long> chosen(MultiValueMap<String, String> typed) {
    Map<Long, Long> chosen = new LinkedHashMap<>();
    if ("all".equals(typed.getFirst("which"))) {
      String all = typed.getFirst("stack");
      for (String one : (all == null ? "" : all).split(" ")) {
        if (SHOWN.matcher(one).matches()) {
          int colon = one.indexOf(':');
          chosen.put(Long.valueOf(one.substring(0, colon)), Long.valueOf(one.substring(colon + 1)));
        }
      }
    } else {
      for (String id : typed.getOrDefault("id", List.of())) {
        if (NUMBER.matcher(id).matches()) {
          chosen.put(Long.valueOf(id), revision(typed.getFirst("revision-" + id)));
        }
      }
    }
    if (chosen.size() > SigningStack.MOST) {
      throw Failure.badInput(
          "web", "too-many-letters", "count", chosen.size(), "max", SigningStack.MOST);
    }
    return chosen;
  }

  /**
   * The revision of a letter when the list was shown; a text that is no number does not come from
   * this page.
   */
  private static long revision(@Nullable String typed) {
    return typed != null && NUMBER.matcher(typed).matches() ? Long.parseLong(typed) : -1L;
  }

  /** Signs the letters at those revisions, each independently. */
  Summary sign(Map<Long, Long> chosen, SignedIn reader) {
    List<SignOrder> orders =
        chosen.entrySet().stream()
            .map(one -> new SignOrder(one.getKey(), one.getValue(), null))
            .toList();
    int signed = 0;
    List<Failed> failed = new ArrayList<>();
    for (SignOutcome outcome : letters.sign(orders, reader.caller())) {
      if (outcome instanceof SignOutcome.Refused no) {
        failed.add(failed(no, chosen.getOrDefault(no.obligationId(), -1L)));
      } else {
        signed++;
      }
    }
    return new Summary(signed, failed);
  }

  private Failed failed(SignOutcome.Refused no, long revision) {
    return new Failed(
        no.obligationId(),
        stack.dossier(no.obligationId()).map(DossierCode::value).orElse(""),
        problems.sentence(no.why(), LocaleContextHolder.getLocale()),
        revision,
        no.why().kind() == Failure.Kind.BUSY || no.why().kind() == Failure.Kind.FORBIDDEN);
  }
}
