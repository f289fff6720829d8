package onestop.engine.tree;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The numbers of texts in the table {@code process_text}. Texts of a model get their numbers in a
 * transaction of their own when the model is deployed, so a number that this node has read is never
 * rolled back. A text without a number is written in full.
 */
@Component
public class StoredTexts implements TreeTexts {
  /** Longer texts, which no model of ours has, stay without a number. */
  private static final int LONGEST = 1000;

  private final JdbcClient jdbc;
  private final TransactionTemplate own;
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final Map<Integer, String> texts = new ConcurrentHashMap<>();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();

  @GuardedBy("this")
  private int read;

  StoredTexts(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.own = new TransactionTemplate(transactions);
    own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Override
  public int number(String text) {
    Integer number = numbers.get(text);
    if (number == null && text.length() <= LONGEST && unknown.add(text)) {
      readMore(); // another node may have deployed the model
      number = numbers.get(text);
    }
    return number == null ? 0 : number;
  }

  @Override
  public String text(int number) {
    String text = texts.get(number);
    if (text == null) {
      readMore();
      text = texts.get(number);
    }
    if (text == null) {
      throw new IllegalStateException("no text of trees has the number " + number);
    }
    return text;
  }

  private record Numbered(int number, String text) {}

  private synchronized void readMore() {
    int before = read;
    for (Numbered one :
        jdbc.sql("select number, text from process_text where number > ? order by number")
            .param(before)
            .query((row, n) -> new Numbered(row.getInt(1), row.getString(2)))
            .list()) {
      texts.put(one.number(), one.text());
      numbers.put(one.text(), one.number());
      read = one.number();
    }
    if (read > before) {
      unknown.clear();
    }
  }

  /**
   * Gives each of these texts a number that has none, and commits. The first row is the lock: two
   * nodes never give the same number.
   */
  public void learn(Collection<String> wanted) {
    Set<String> missing = new TreeSet<>();
    for (String text : wanted) {
      if (text.length() <= LONGEST && number(text) == 0) {
        missing.add(text);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    own.executeWithoutResult(
        status -> {
          jdbc.sql("select number from process_text where number = 1 for update")
              .query(Integer.class)
              .single();
          missing.removeAll(
              Set.copyOf(
                  jdbc.sql("select text from process_text where text = any(?)")
                      .param(Sql.keys(missing))
                      .query(String.class)
                      .list()));
          int next =
              jdbc.sql("select max(number) from process_text").query(Integer.class).single() + 1;
          List<String> order = new ArrayList<>(missing);
          for (int i = 0; i < order.size(); i++) {
            jdbc.sql("insert into process_text (number, text) values (?, ?)")
                .params(next + i, order.get(i))
                .update();
          }
        });
    readMore();
  }
}
