package onestop.web.opinions;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import onestop.desk.consultations.AskedOpinions;
import onestop.desk.consultations.GivenOpinions;
import onestop.dossiers.consultations.Consultation;
import onestop.dossiers.consultations.Consultation.State;
import onestop.dossiers.papers.HandedFile;
import onestop.kernel.Actor;
import onestop.kernel.ProcedureKey;
import onestop.procedures.Catalogue;
import onestop.procedures.SilenceRule;
import onestop.web.page.Names;
import onestop.web.page.StandingWords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A question in the reader's language.
 *
 * @param asked whose opinion is asked: a role and its agency
 * @param procedure null on the pages of the dossier, which name it
 * @param words how it stands: the time left, or what became of it
 * @param silence what silence means; null unless the time is over
 * @param by who asked, with the agency
 * @param files of those that it names
 * @param reply null while there is none
 * @param mine whether the reader may remind of it and withdraw it
 */
public record OpinionView(
    String code,
    int no,
    String asked,
    @Nullable String procedure,
    String question,
    Instant answerBy,
    String words,
    String tone,
    @Nullable String silence,
    String by,
    Instant askedAt,
    @Nullable Instant remindedAt,
    List<Link> files,
    @Nullable Reply reply,
    boolean mine) {

  /** A file. */
  public record Link(int no, String name, String href) {}

  /** An answer. */
  public record Reply(String text, String by, Instant at, boolean late, @Nullable Link file) {}

  /** Makes views of questions. */
  @Component
  public static final class Writer {
    private final Names names;
    private final StandingWords standings;
    private final Catalogue catalogue;

    Writer(Names names, StandingWords standings, Catalogue catalogue) {
      this.names = names;
      this.standings = standings;
      this.catalogue = catalogue;
    }

    /** For the pages of the dossier, whose readers may read its files there. */
    OpinionView of(AskedOpinions.Entry entry, List<HandedFile> files) {
      return view(
          new Told(entry.question(), entry.state(), entry.procedure(), entry.mine()),
          null,
          files,
          "/dossiers/" + entry.question().place().dossier() + "/files/");
    }

    /** For the list of those who are asked; it names no applicant and links no file. */
    OpinionView of(GivenOpinions.Waiting waiting) {
      ProcedureKey procedure = waiting.dossier().pins().procedure();
      return view(
          new Told(waiting.question(), waiting.state(), procedure, false),
          names.procedure(procedure),
          List.of(),
          "");
    }

    /** For the page of the question. */
    OpinionView of(GivenOpinions.Sheet sheet) {
      Consultation.Place place = sheet.question().place();
      ProcedureKey procedure = sheet.dossier().pins().procedure();
      return view(
          new Told(sheet.question(), sheet.state(), procedure, false),
          names.procedure(procedure),
          sheet.named(),
          "/opinions/" + place.dossier() + "/" + place.no() + "/files/");
    }

    private record Told(Consultation question, State state, ProcedureKey procedure, boolean mine) {}

    private OpinionView view(
        Told told, @Nullable String procedure, List<HandedFile> files, String path) {
      Consultation question = told.question();
      List<Link> links =
          files.stream()
              .map(file -> new Link(file.no(), file.fileName(), path + file.no()))
              .toList();
      StandingWords.Standing standing = standing(question, told.state());
      return new OpinionView(
          question.place().dossier().value(),
          question.place().no(),
          names.text(
              "opinion.post",
              names.text("role." + question.asked().role().code()),
              names.agency(question.asked().agency())),
          procedure,
          question.question(),
          question.answerBy(),
          standing.text(),
          standing.tone(),
          told.state() == State.LAPSED ? silence(told.procedure()) : null,
          officer(question.askedBy()),
          question.askedAt(),
          question.remindedAt(),
          links.stream().filter(link -> question.files().contains(link.no())).toList(),
          reply(question, links),
          told.mine());
    }

    private StandingWords.Standing standing(Consultation question, State state) {
      return switch (state) {
        case WAITING, LAPSED -> standings.until(question.answerBy(), question.asked().agency());
        case ANSWERED ->
            new StandingWords.Standing(names.text("opinion.state.ANSWERED"), "good", List.of());
        case WITHDRAWN ->
            new StandingWords.Standing(names.text("opinion.state.WITHDRAWN"), "calm", List.of());
      };
    }

    private @Nullable Reply reply(Consultation question, List<Link> links) {
      Consultation.Answer answer = question.answer();
      if (answer == null) {
        return null;
      }
      return new Reply(
          answer.text(),
          officer(answer.by()),
          answer.at(),
          answer.at().isAfter(question.answerBy()),
          links.stream()
              .filter(link -> Objects.equals(link.no(), answer.file()))
              .findFirst()
              .orElse(null));
    }

    private String silence(ProcedureKey procedure) {
      return silence(catalogue.version(procedure).silence());
    }

    /** What a lapsed question means, in the reader's language. */
    String silence(SilenceRule rule) {
      return names.text(
          "opinion.silence." + rule.kind().name(),
          Objects.requireNonNullElse(rule.legalBasis(), ""));
    }

    private String officer(Actor.Officer officer) {
      return names.officer(officer.id()) + ", " + names.agency(officer.agency());
    }
  }
}
