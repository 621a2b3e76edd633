// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a host submits: a user's query, a monitoring event, a request. Immutable.
 *
 * @param id the host's own id, unique within the tenant; submitting it again changes nothing. Empty
 *     if the host has none: then it is found when the demand is submitted
 * @param title one line for people to read
 * @param description the text as it was received; may be empty
 * @param source where it comes from
 * @param requester who asks, as the host names them; null if nobody did
 * @param stream the key of the value stream to run; null to let the policies choose
 * @param facts what is known already
 * @param occurredAt when the demand arose; null for now
 */
@HostCalls
public record Demand(
    String id,
    String title,
    String description,
    DemandSource source,
    @Nullable String requester,
    @Nullable String stream,
    Facts facts,
    @Nullable Instant occurredAt) {

  /**
   * Checks that everything is there, and the id if there is one.
   *
   * @throws InvalidInputException if something is null that must not be, or the id is no name
   */
  public Demand {
    require("id", id);
    if (!id.isEmpty()) {
      Names.requireName("demand id", id);
    }
    require("title", title);
    require("description", description);
    require("source", source);
    require("facts", facts);
  }

  private static void require(String what, @Nullable Object value) {
    Names.require(
        what + " of a demand",
        value,
        "check what comes from outside, or leave out what is unknown");
  }

  /** A new builder for a demand without an id; not thread-safe. */
  public static Builder builder() {
    return new Builder("");
  }

  /** Whether the demand has an id. */
  public boolean hasId() {
    return !id.isEmpty();
  }

  /** The same demand under an id. */
  public Demand withId(String value) {
    Names.requireName("demand id", value);
    return new Demand(value, title, description, source, requester, stream, facts, occurredAt);
  }

  /** The same demand with other facts. */
  public Demand withFacts(Facts value) {
    return new Demand(id, title, description, source, requester, stream, value, occurredAt);
  }

  /** A new builder; not thread-safe. */
  public static Builder builder(String id) {
    return new Builder(Names.requireName("demand id", id));
  }

  /** Collects a demand. Not thread-safe; building does not consume it. */
  @HostCalls
  public static final class Builder {
    private final String id;
    private String title = "";
    private String description = "";
    private DemandSource source = DemandSource.CONSUMER;
    private @Nullable String requester;
    private @Nullable String stream;
    private final Facts.Builder facts = Facts.builder();
    private @Nullable Instant occurredAt;

    private Builder(String id) {
      this.id = id;
    }

    /** One line for people to read. */
    public Builder title(String value) {
      title = value;
      return this;
    }

    /** The text as it was received. */
    public Builder description(String value) {
      description = value;
      return this;
    }

    /** Where it comes from; {@link DemandSource#CONSUMER} if not said. */
    public Builder source(DemandSource value) {
      source = value;
      return this;
    }

    /** Who asks, as the host names them. */
    public Builder requester(String value) {
      requester = value;
      return this;
    }

    /** The key of the value stream to run, instead of the policies' choice. */
    public Builder stream(String value) {
      stream = value;
      return this;
    }

    /** Adds one fact. */
    public Builder fact(String name, Object value) {
      facts.put(name, value);
      return this;
    }

    /** Adds facts. */
    public Builder facts(Facts value) {
      value.values().forEach(facts::put);
      value.missing().forEach(facts::missing);
      return this;
    }

    /** When the demand arose; now if not said. */
    public Builder occurredAt(Instant value) {
      occurredAt = value;
      return this;
    }

    /** The demand. */
    public Demand build() {
      return new Demand(
          id, title, description, source, requester, stream, facts.build(), occurredAt);
    }
  }
}
