package onestop.web.fees;

import jakarta.servlet.http.HttpServletResponse;
import onestop.desk.papers.FeeReceipts;
import onestop.desk.receiving.FeeCounter;
import onestop.dossiers.fees.FeeEntry;
import onestop.dossiers.life.FeeOrder;
import onestop.dossiers.life.FeeOrder.Method;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Paths;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The fee account of a dossier: its page, and the forms that charge, take and put right. */
@Controller
@RequestMapping("/dossiers/{code}/fees")
@PersonalData(Of.DOSSIER)
class FeePages {
  private final FeeCounter counter;
  private final FeeReceipts receipts;
  private final FeeView.Writer views;
  private final Names names;
  private final Problems problems;

  FeePages(
      FeeCounter counter,
      FeeReceipts receipts,
      FeeView.Writer views,
      Names names,
      Problems problems) {
    this.counter = counter;
    this.receipts = receipts;
    this.views = views;
    this.names = names;
    this.problems = problems;
  }

  /**
   * A form as typed.
   *
   * @param pay {@code owed}, {@code cash}, {@code transfer} or {@code exempt}
   */
  record Typed(
      @Nullable String rate,
      @Nullable String amount,
      @Nullable String pay,
      @Nullable String payer,
      @Nullable String reason,
      @Nullable Integer no) {
    FeeOrder order() {
      FeePay chosen = Choices.of(FeePay.class, pay);
      FeePay how = chosen == null ? FeePay.OWED : chosen;
      Long typed = how == FeePay.EXEMPT ? Long.valueOf(0) : Amounts.typed(amount);
      if (typed == null) {
        throw Failure.badInput("web", "fee-amount-missing");
      }
      String why = how == FeePay.EXEMPT ? FeeOrder.tidied(text(reason)) : Choices.orNull(reason);
      return new FeeOrder(typed, text(rate), why, how.payment(text(payer)));
    }

    FeeOrder.Payment payment() {
      Method method = Choices.of(Method.class, pay);
      return new FeeOrder.Payment(method == null ? Method.CASH : method, text(payer));
    }

    FeeEntry.Correction correction(DossierCode code) {
      return new FeeEntry.Correction(
          code, no == null ? 0 : no, Amounts.typed(amount), text(reason));
    }

    private static String text(@Nullable String typed) {
      return typed == null ? "" : typed;
    }
  }

  /** Where an answer goes. */
  private record Answer(
      String code,
      SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {}

  @GetMapping
  String account(@PathVariable String code, @AuthenticationPrincipal SignedIn reader, Model model) {
    model.addAttribute(FeeView.MODEL, views.of(new DossierCode(code), reader.caller()));
    return "fees";
  }

  /** The receipt of a payment. */
  @GetMapping("/{no}.pdf")
  ResponseEntity<byte[]> receipt(@PathVariable String code, @PathVariable int no) {
    return FileAnswer.of("bien-lai-" + code + "-" + no, receipts.print(new DossierCode(code), no));
  }

  @PostMapping("/charge")
  String charge(
      @PathVariable String code,
      @ModelAttribute("feeTyped") Typed typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return done(
        () -> counter.charge(new DossierCode(code), typed.order(), reader.caller()),
        "said.fee-charged",
        "charge",
        new Answer(code, reader, response, model, next));
  }

  @PostMapping("/pay")
  String pay(
      @PathVariable String code,
      @ModelAttribute("feeTyped") Typed typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return done(
        () -> counter.pay(new DossierCode(code), typed.payment(), reader.caller()),
        "said.fee-paid",
        "pay",
        new Answer(code, reader, response, model, next));
  }

  @PostMapping("/correct")
  String correct(
      @PathVariable String code,
      @ModelAttribute("feeTyped") Typed typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return done(
        () -> counter.correct(typed.correction(new DossierCode(code)), reader.caller()),
        "said.fee-corrected",
        "correct",
        new Answer(code, reader, response, model, next));
  }

  /** Performs the act; a refusal shows the page of the account with all that was typed. */
  private String done(Runnable act, String said, String form, Answer answer) {
    try {
      act.run();
    } catch (Failure failure) {
      answer.response().setStatus(problems.status(failure));
      answer.model().addAttribute("feeForm", form);
      answer
          .model()
          .addAttribute("refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      return account(answer.code(), answer.reader(), answer.model());
    }
    answer.next().addFlashAttribute("said", names.text(said));
    return Paths.redirectTo("/dossiers/" + answer.code() + "/fees");
  }
}
