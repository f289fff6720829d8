package onestop.web.page.work;

import java.util.Map;
import onestop.desk.reading.SeenItem;
import onestop.desk.work.StepEndings;
import onestop.kernel.Failure;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Says of a form that is sent again what its officer has recorded with it before. */
@Component
final class EndedBefore {
  private final StepEndings endings;
  private final Names names;
  private final Formats formats;

  EndedBefore(StepEndings endings, Names names, Formats formats) {
    this.endings = endings;
    this.names = names;
    this.formats = formats;
  }

  /**
   * Says it on the next page.
   *
   * @throws Failure as {@link StepEndings#of}
   */
  void say(CompletionPage.Sent sent, Failure gone, RedirectAttributes next) {
    Map<String, String> typed = sent.typed();
    StepEndings.Ending ending =
        endings.of(
            new StepEndings.Late(
                sent.id(),
                SeenItem.parse(typed.get("of")).orElse(null),
                typed.getOrDefault("outcome", ""),
                CompletionForm.filled(typed)),
            sent.reader().caller(),
            gone);
    String code = ending.dossier().value();
    next.addFlashAttribute(
        "said",
        names.text(
            "said.ended-before",
            code,
            formats.moment(ending.at()),
            names.textOr("outcome." + ending.outcome(), ending.outcome())));
    next.addFlashAttribute("saidOf", code);
  }
}
