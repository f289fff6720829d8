package onestop.ledger.verify;

/** Input that cannot be checked at all: status 2 and one sentence, whose key is the message. */
final class Unusable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  final transient Object[] values;

  Unusable(String key, Object... values) {
    super(key);
    this.values = values;
  }
}
