package onestop.dossiers;

import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Dossier;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.PlainText;
import onestop.store.Rows;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The applicants whom a desk has received at its counter: one entry a person and desk, which leads
 * to the newest dossier. A person is known by the personal number, otherwise by telephone and name;
 * somebody without either is not remembered.
 */
@Service
public class KnownApplicants {
  private static final int MOST_WORDS = 5;
  private static final int FEWEST_LETTERS = 2;

  private final Sql sql;
  private final Rows<String, Known> rows;

  KnownApplicants(Sql sql) {
    this.sql = sql;
    this.rows =
        new Rows<>(
            sql,
            Table.<String, Known>named("known_applicant")
                .key("person", VARCHAR, key -> key)
                .fixed("agency", VARCHAR, known -> known.agency().value())
                .changing("plain_name", VARCHAR, Known::plainName)
                .changing("phone", VARCHAR, Known::phone)
                .changing("id_number", VARCHAR, Known::idNumber)
                .changing("dossier_code", VARCHAR, known -> known.dossier().value())
                .changing("seen_at", TIMESTAMPTZ, Known::seenAt)
                .revision("visits", Known::visits)
                .readBy(
                    (rs, row) ->
                        new Known(
                            rs.getString("person"),
                            new AgencyCode(rs.getString("agency")),
                            rs.getString("plain_name"),
                            rs.getString("phone"),
                            rs.getString("id_number"),
                            new DossierCode(rs.getString("dossier_code")),
                            Sql.instant(rs, "seen_at"),
                            rs.getLong("visits")))
                .build(Known::person));
  }

  private record Known(
      String person,
      AgencyCode agency,
      String plainName,
      String phone,
      String idNumber,
      DossierCode dossier,
      Instant seenAt,
      long visits) {}

  /** Somebody who has been at the desk before, and the newest dossier. */
  public record Earlier(DossierCode dossier, Applicant applicant, Instant seenAt) {}

  /** Remembers the applicant of a dossier received at a counter, in the command's transaction. */
  void remember(Dossier dossier) {
    Applicant applicant = dossier.applicant();
    String phone = digits(applicant.phone());
    String idNumber = identity(applicant.idNumber());
    String plainName = " " + PlainText.words(applicant.name()) + " ";
    if (phone.isEmpty() && idNumber.isEmpty()) {
      return;
    }
    AgencyCode desk = dossier.agencies().receiving();
    String person =
        desk.value() + "/" + digest(idNumber.isEmpty() ? phone + plainName : "#" + idNumber);
    long before = rows.lock(person).map(Known::visits).orElse(0L);
    Known now =
        new Known(
            person,
            desk,
            plainName,
            phone,
            idNumber,
            dossier.code(),
            dossier.receivedAt(),
            before + 1);
    if (before == 0) {
      rows.insert(now);
    } else {
      rows.update(now);
    }
  }

  /**
   * The applicants of a desk whose name has words that begin with all typed words, with or without
   * tones, or whose telephone or personal number begins with the typed digits; the latest first.
   *
   * @param text fewer than {@value #FEWEST_LETTERS} letters or digits find nobody
   * @param most the largest number of results
   */
  @Transactional(readOnly = true)
  public List<Earlier> find(AgencyCode desk, String text, int most) {
    String plain = PlainText.words(text);
    String number = digits(text);
    if (plain.replace(" ", "").length() < FEWEST_LETTERS) {
      return List.of();
    }
    List<String> words = new ArrayList<>(List.of(plain.split(" ")));
    while (words.size() < MOST_WORDS) {
      words.add("");
    }
    boolean byNumber = number.length() >= FEWEST_LETTERS && plain.matches("[0-9 ]+");
    return sql.reading("known_applicant", "dossier")
        .sql(
            """
            select d.dossier_code, d.applicant_name, d.applicant_address, d.applicant_phone,
                d.applicant_email, d.applicant_id_number, k.seen_at
              from known_applicant k join dossier d on d.dossier_code = k.dossier_code
             where k.agency = :desk
               and (k.plain_name like :w0 and k.plain_name like :w1 and k.plain_name like :w2
                    and k.plain_name like :w3 and k.plain_name like :w4
                 or k.phone like :number or k.id_number like :identity)
             order by k.seen_at desc, k.person fetch first :most rows only
            """)
        .param("desk", desk.value())
        .param("w0", "% " + words.get(0) + "%")
        .param("w1", "% " + words.get(1) + "%")
        .param("w2", "% " + words.get(2) + "%")
        .param("w3", "% " + words.get(3) + "%")
        .param("w4", "% " + words.get(4) + "%")
        .param("number", byNumber ? number + "%" : "-")
        .param("identity", identity(text).isEmpty() ? "-" : identity(text) + "%")
        .param("most", most)
        .query(
            (rs, row) ->
                new Earlier(
                    new DossierCode(rs.getString(1)),
                    new Applicant(
                        rs.getString(2),
                        rs.getString(3),
                        rs.getString(4),
                        rs.getString(5),
                        rs.getString(6)),
                    Objects.requireNonNull(Sql.instant(rs, "seen_at"))))
        .list();
  }

  /** A personal number or the number of a passport: letters tell passports apart. */
  private static String identity(@Nullable String text) {
    return text == null ? "" : text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static String digits(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\D", "");
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
