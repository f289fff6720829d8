package onestop.agencies;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.kernel.PlainText;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The SQL of lists of officers. Names are found without tones. They are sorted as {@link
 * ByGivenName} does, by {@link NameKeys}, on every database and whatever its locale.
 */
final class OfficerListing {
  private static final String MARKED;
  private static final String PLAIN;

  static {
    StringBuilder marked = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (char letter = '\u00c0'; letter <= '\u1ef9'; letter++) {
      String base = PlainText.of(String.valueOf(letter));
      if (base.length() == 1 && base.charAt(0) >= 'a' && base.charAt(0) <= 'z') {
        marked.append(letter);
        plain.append(base);
      }
    }
    // a letter without a counterpart is left out: marks that stand behind their letter
    MARKED = marked.append("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323").toString();
    PLAIN = plain.toString();
  }

  private static final String ORDER =
      Stream.of("regexp_replace(o.name, '^.* ', '')", "o.name")
          .flatMap(
              name ->
                  Stream.of(":places", ":tones")
                      .map(to -> "translate(" + name + ", :letters, " + to + ")"))
          .collect(Collectors.joining(", "));

  private static final String SEARCHED =
      "lower(translate(o.name || ' ' || o.title_vi || ' ' || o.id, :marked, :plain))";

  private final JdbcClient jdbc;

  OfficerListing(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long count(OfficerFilter filter) {
    Map<String, Object> values = new HashMap<>();
    String where = where(filter, values);
    return statement("select count(*) from officer o" + where, values).query(Long.class).single();
  }

  List<Account> list(OfficerFilter filter, int offset, int size) {
    Map<String, Object> values = new HashMap<>();
    String where = where(filter, values);
    values.put("letters", NameKeys.LETTERS);
    values.put("places", NameKeys.PLACES);
    values.put("tones", NameKeys.TONES);
    values.put("offset", offset);
    values.put("size", size);
    String text =
        """
        select o.id, o.name, o.title_vi, o.agency, o.password_hash, o.disabled_at,
          o.password_given, o.login_epoch
        from officer o%s
        order by %s, translate(o.id, '-._', '000'), o.id
        offset :offset rows fetch next :size rows only
        """
            .formatted(where, ORDER);
    return withRoles(
        statement(text, values)
            .query(
                (row, n) ->
                    new Account(
                        new Officer(
                            new OfficerId(row.getString("id")),
                            row.getString("name"),
                            row.getString("title_vi"),
                            new AgencyCode(row.getString("agency")),
                            Set.of()),
                        row.getString("password_hash"),
                        Sql.instantOrNull(row, "disabled_at"),
                        row.getBoolean("password_given"),
                        row.getLong("login_epoch")))
            .list());
  }

  /** The number of officers whose account is not disabled, of each agency that has any. */
  Map<AgencyCode, Integer> byAgency() {
    Map<AgencyCode, Integer> counts = new TreeMap<>();
    jdbc.sql("select agency, count(*) from officer where disabled_at is null group by agency")
        .query(
            (RowCallbackHandler)
                row -> counts.put(new AgencyCode(row.getString(1)), row.getInt(2)));
    return counts;
  }

  private List<Account> withRoles(List<Account> accounts) {
    if (accounts.isEmpty()) {
      return accounts;
    }
    Map<String, Set<Role>> roles = new HashMap<>();
    jdbc.sql("select officer, role from officer_role where officer in (:ids)")
        .param("ids", accounts.stream().map(account -> account.officer().id().value()).toList())
        .query(
            (RowCallbackHandler)
                row ->
                    roles
                        .computeIfAbsent(row.getString(1), id -> EnumSet.noneOf(Role.class))
                        .add(Role.valueOf(row.getString(2))));
    return accounts.stream()
        .map(
            account -> {
              Officer o = account.officer();
              Set<Role> held = roles.getOrDefault(o.id().value(), Set.of());
              return new Account(
                  new Officer(o.id(), o.name(), o.titleVi(), o.agency(), held),
                  account.passwordHash(),
                  account.disabledAt(),
                  account.passwordGiven(),
                  account.epoch());
            })
        .toList();
  }

  private static String where(OfficerFilter filter, Map<String, Object> values) {
    List<String> conditions = new ArrayList<>();
    String text = PlainText.of(filter.text()).strip();
    if (!text.isEmpty()) {
      values.put("marked", MARKED);
      values.put("plain", PLAIN);
      for (String word : text.split("\\s+")) {
        String name = "word" + conditions.size();
        conditions.add(SEARCHED + " like :" + name + " escape '!'");
        values.put(name, "%" + word.replaceAll("([!%_])", "!$1") + "%");
      }
    }
    Role role = filter.role();
    if (role != null) {
      conditions.add(
          "exists (select 1 from officer_role r where r.officer = o.id and r.role = :role)");
      values.put("role", role.name());
    }
    agencies(filter.agencies(), conditions, values);
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  private static void agencies(
      @Nullable Set<AgencyCode> agencies, List<String> conditions, Map<String, Object> values) {
    if (agencies == null) {
      return;
    }
    if (agencies.isEmpty()) {
      conditions.add("1 = 0");
      return;
    }
    conditions.add("o.agency in (:agencies)");
    values.put("agencies", agencies.stream().map(AgencyCode::value).toList());
  }

  private StatementSpec statement(String text, Map<String, Object> values) {
    return jdbc.sql(text).params(values);
  }
}
