package onestop.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.IntakeRecord;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormElement.Field;
import org.springframework.stereotype.Component;

/** Makes the entries of a dossier: a bounded number, whatever was typed into it. */
@Component
final class SearchEntries {
  private static final int MOST_OF_NAME = 8;
  private static final int MOST_OF_FORM = 16;
  private static final int MOST_OF_NOTE = 40;
  private static final int FEWEST_DIGITS = 3;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private final Catalogue catalogue;

  SearchEntries(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** What entries are made of; a dossier is found at the agencies that receive and resolve it. */
  record Findable(
      DossierCode code,
      Set<AgencyCode> agencies,
      Instant receivedAt,
      String applicant,
      String phone,
      String identity) {
    static Findable of(Dossier dossier) {
      Applicant applicant = dossier.applicant();
      Dossier.Agencies agencies = dossier.agencies();
      return new Findable(
          dossier.code(),
          new LinkedHashSet<>(List.of(agencies.receiving(), agencies.resolving())),
          dossier.receivedAt(),
          applicant.name(),
          SearchNumbers.phone(applicant.phone()),
          SearchNumbers.bare(applicant.idNumber()));
    }
  }

  /** The entries of a dossier with its form. */
  List<SearchEntry> of(Dossier dossier) {
    IntakeRecord desk = dossier.intake();
    return of(
        Findable.of(dossier),
        desk == null || desk.form() == null ? Map.of() : answers(desk.form()));
  }

  /** The entries of a dossier without its form. */
  List<SearchEntry> of(Findable findable) {
    return of(findable, Map.of());
  }

  private List<SearchEntry> of(Findable of, Map<String, List<Word>> answers) {
    List<Word> name = Word.of(of.applicant(), MOST_OF_NAME);
    String line =
        Word.line(
            Stream.concat(name.stream(), answers.values().stream().flatMap(List::stream)).toList(),
            SearchEntry.LONGEST_CONTEXT);
    List<SearchEntry> entries = new ArrayList<>(at(of, Source.CODE, code(of.code()), "", line));
    if (of.phone().length() >= FEWEST_DIGITS) {
      String token = SearchEntry.reversed(SearchNumbers.PHONE, of.phone());
      entries.addAll(at(of, Source.PHONE, token, "", line));
    }
    if (of.identity().length() >= FEWEST_DIGITS) {
      String token = SearchEntry.reversed(SearchNumbers.IDENTITY, of.identity());
      entries.addAll(at(of, Source.IDENTITY, token, "", line));
    }
    entries.addAll(words(of, Source.NAME, name, line));
    answers.forEach((key, words) -> entries.addAll(words(of, Source.field(key), words, line)));
    return entries;
  }

  private Map<String, List<Word>> answers(IntakeRecord.FilledForm filled) {
    Map<String, List<Word>> answers = new LinkedHashMap<>();
    int left = MOST_OF_FORM;
    for (Field field :
        catalogue
            .form(filled.id(), filled.version())
            .map(ApplicationForm::searched)
            .orElse(List.of())) {
      Object answer = filled.answers().get(field.key());
      List<Word> words = answer == null ? List.of() : Word.of(said(field, answer), left);
      left -= words.size();
      answers.put(field.key(), words);
    }
    return answers;
  }

  /** An answer as somebody says it: a day begins with the day; a choice is no word of anybody. */
  private static String said(Field field, Object answer) {
    return switch (field.kind()) {
      case DATE -> DAY.format(LocalDate.parse(answer.toString()));
      case SELECT, RADIO -> "";
      default -> answer.toString();
    };
  }

  /** The entries of a note. */
  List<SearchEntry> note(Findable of, int no, String text) {
    List<Word> words = Word.of(text, MOST_OF_NOTE);
    String line =
        Word.line(
            Stream.concat(Word.of(of.applicant(), MOST_OF_NAME).stream(), words.stream()).toList(),
            SearchEntry.LONGEST_CONTEXT);
    return words(of, Source.note(no), words, line);
  }

  /** The token by which a dossier is found whose entries have been written. */
  static String code(DossierCode code) {
    return SearchEntry.reversed(SearchNumbers.CODE, SearchNumbers.bare(code.value()));
  }

  private static List<SearchEntry> words(
      Findable of, Source source, List<Word> words, String line) {
    Map<String, Word> once = new LinkedHashMap<>();
    words.forEach(word -> once.putIfAbsent(word.plain(), word));
    return once.values().stream()
        .flatMap(word -> at(of, source, word.plain(), word.toned(), line).stream())
        .toList();
  }

  private static List<SearchEntry> at(
      Findable of, Source source, String token, String toned, String line) {
    long newest = SearchEntry.newest(of.receivedAt());
    return of.agencies().stream()
        .map(agency -> new SearchEntry(agency, token, newest, of.code(), source, toned, line))
        .toList();
  }
}
