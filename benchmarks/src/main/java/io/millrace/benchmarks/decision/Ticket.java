// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import org.jspecify.annotations.Nullable;
import org.kie.api.definition.type.Modifies;

/** A ticket as a mutable fact: what Drools rules read and modify. Not thread-safe. */
public final class Ticket {
  private final SampleTicket sample;
  private final Words words;
  private @Nullable String recordedKind;
  private @Nullable String recordedCategory;
  private String kind = "";
  private int kindRank;
  private String category = "";
  private int categoryRank;
  private @Nullable String level;
  private String service = "";
  private int serviceRank;

  Ticket(SampleTicket sample) {
    this.sample = sample;
    this.words = new Words(sample.title(), sample.description());
  }

  /** The text. */
  public Words getWords() {
    return words;
  }

  /** Where it comes from. */
  public String getSource() {
    return sample.source().name();
  }

  /** From 1, the most, to 5. */
  public int getImpact() {
    return sample.impact();
  }

  /** From 1, the most, to 5. */
  public int getUrgency() {
    return sample.urgency();
  }

  /** Whether somebody has looked at it. */
  public boolean isInvestigated() {
    return sample.investigated();
  }

  /** Whether it is a major incident. */
  public boolean isMajor() {
    return sample.major();
  }

  /** Whether the matrix gives its top level. */
  public boolean isTopLevel() {
    return Matrix.level(sample.impact(), sample.urgency()).equals(Matrix.TOP);
  }

  /** The reason to expedite it. */
  public @Nullable String getExpedite() {
    return sample.expedite();
  }

  /** When it is due. */
  public @Nullable String getDueAt() {
    return sample.dueAt();
  }

  /** The kind that a person recorded. */
  public @Nullable String getRecordedKind() {
    return recordedKind;
  }

  /** Records a kind. */
  public void setRecordedKind(String value) {
    recordedKind = value;
  }

  /** The category that a person recorded. */
  public @Nullable String getRecordedCategory() {
    return recordedCategory;
  }

  /** Records a category. */
  public void setRecordedCategory(String value) {
    recordedCategory = value;
  }

  /** The kind so far. */
  public String getKind() {
    return kind;
  }

  /** How strongly the kind so far was proposed. */
  public int getKindRank() {
    return kindRank;
  }

  /** Takes a kind if it is proposed more strongly. */
  @Modifies({"kind", "kindRank"})
  public void raiseKind(String value, int rank) {
    if (rank > kindRank) {
      kind = value;
      kindRank = rank;
    }
  }

  /** The category so far. */
  public String getCategory() {
    return category;
  }

  /** How strongly the category so far was proposed. */
  public int getCategoryRank() {
    return categoryRank;
  }

  /** Takes a category if it is proposed more strongly. */
  @Modifies({"category", "categoryRank"})
  public void raiseCategory(String value, int rank) {
    if (rank > categoryRank) {
      category = value;
      categoryRank = rank;
    }
  }

  /** The priority, or null before it was decided. */
  public @Nullable String getLevel() {
    return level;
  }

  /** Takes a priority. */
  public void setLevel(String value) {
    level = value;
  }

  /** The class of service so far. */
  public String getService() {
    return service;
  }

  /** How strongly the class of service so far was proposed. */
  public int getServiceRank() {
    return serviceRank;
  }

  /** Takes a class of service if it is proposed more strongly. */
  @Modifies({"service", "serviceRank"})
  public void raiseService(String value, int rank) {
    if (rank > serviceRank) {
      service = value;
      serviceRank = rank;
    }
  }

  Verdict verdict() {
    return new Verdict(kind, category, level == null ? "" : level, service);
  }
}
