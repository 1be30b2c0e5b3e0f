"""A model folder is used whole or not at all."""

import json
import shutil

import pytest

from quoth.errors import ModelError
from quoth.extract.tagger import DEFAULT_FOLDER, Tagger, check_manifest


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
    assert set(manifest["files"]) == {"config.json", "model.onnx", "tokenizer.json"}
