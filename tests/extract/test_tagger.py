"""A model folder is used whole or not at all."""

import itertools
import json
import shutil

import numpy as np
import pytest

from quoth.errors import ModelError
from quoth.extract.encode import FEATURE_SIZES
from quoth.extract.tagger import DEFAULT_FOLDER, FAST, Tagger, check_manifest, joint_features


def test_folder_without_manifest_is_refused(tmp_path):
    with pytest.raises(ModelError, match=r"no manifest\.json"):
        Tagger.load(tmp_path)


def test_changed_file_is_refused(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(DEFAULT_FOLDER, folder)
    config = json.loads((folder / "config.json").read_text())
    config["core"] += 1
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError, match="sha-256 differs"):
        Tagger.load(folder)


def test_missing_file_is_refused(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(DEFAULT_FOLDER, folder)
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match="missing"):
        check_manifest(folder)


def test_shipped_folder_is_what_its_manifest_says_and_names_its_data():
    manifest = check_manifest(DEFAULT_FOLDER)
    assert "PolNeAR" in manifest["data"]
    assert set(manifest["files"]) == {"config.json", "lower.onnx", "upper.onnx", "tokenizer.json"}


def test_the_two_readings_are_two_versions_of_one_model():
    full, fast = Tagger.load(), Tagger.load(reading=FAST)
    assert fast.version == full.version + "-fast"
    assert len(fast.sessions) < len(full.sessions)


def test_features_as_one_number_are_told_apart():
    every = np.array(list(itertools.product(*map(range, FEATURE_SIZES))), dtype=np.int8)
    joint = joint_features(every)
    assert sorted(joint.tolist()) == list(range(len(every)))
